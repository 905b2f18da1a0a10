export const DATA = {
  kicker: { en: "CSV, Parquet, JSON", zh: "CSV、Parquet、JSON" },
  title: { en: "Everything here, to take away", zh: "全部数据，均可取走" },
  lede: {
    en: "Every fact of the record and every series worked out from it, with unit, source and licence. Nothing is rounded beyond what its error allows.",
    zh: "记录中的每个事实及由其得出的每个序列，附单位、来源与许可。舍入不超过误差所允许的程度。",
  },
  wait: { en: "Listing the tables", zh: "正在列出数据表" },
  rows: { en: "{rows} rows · {period}", zh: "{rows} 行 · {period}" },
  from: { en: "Source and licence:", zh: "来源与许可：" },
  columns: { en: "Columns", zh: "列" },
  sheet: { en: "In a spreadsheet", zh: "在电子表格中" },
  sheetText: {
    en: "Each table has an address that a spreadsheet can import where it can reach this server; copy this one:",
    zh: "电子表格若能访问本服务器，可直接导入每个表的地址；例如：",
  },
  interface: { en: "For programs", zh: "供程序使用" },
  interfaceText: {
    en: "Every view of this page asks the same HTTP interface that you can ask. Units are in the names of fields; each answer says what it rests on.",
    zh: "本页各栏目所问的，正是你也能问的 HTTP 接口。单位写在字段名里；每个答案都说明其依据。",
  },
  openapi: { en: "Description in OpenAPI 3.1", zh: "OpenAPI 3.1 描述" },
  cite: { en: "How to cite", zh: "如何引用" },
  citeText: {
    en: "Hashfall {version}, record {record}, blocks {first} to {tip}, known until {until}.",
    zh: "Hashfall {version}，数据集 {record}，区块 {first} 至 {tip}，截至 {until}。",
  },
};
