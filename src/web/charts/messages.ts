export const CHART = {
  role: { en: "chart over time", zh: "时间图" },
  closer: { en: "Closer", zh: "放大" },
  wider: { en: "Wider", zh: "缩小" },
  whole: { en: "Whole", zh: "全部" },
  choose: { en: "Choose a stretch", zh: "选取一段" },
  drag: { en: "Drag over the stretch", zh: "在图上拖动选取" },
  keys: {
    en: "Arrow keys pan, plus and minus zoom, Home shows the whole. Shift with an arrow key reads the values one by one; the space bar begins and ends a stretch.",
    zh: "方向键平移，加号和减号缩放，Home 显示全部。按住 Shift 和方向键逐点读数；空格键开始和结束选取。",
  },
  hint: {
    en: "Point at the chart to read a value; drag to pan, scroll to zoom.",
    zh: "指向图中读数；拖动平移，滚轮缩放。",
  },
  hintTouch: {
    en: "Touch the chart to read a value; drag to pan, pinch to zoom.",
    zh: "点触图中读数；拖动平移，双指缩放。",
  },
  inView: { en: "In view: {stretch}", zh: "显示范围：{stretch}" },
  marks: { en: "Orders and events in view: {n}", zh: "图中的命令与事件：{n}" },
};
