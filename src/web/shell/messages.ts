export const SHELL = {
  skip: { en: "Skip to the content", zh: "跳到正文" },
  views: { en: "Views", zh: "栏目" },
  light: { en: "Light", zh: "浅色" },
  dark: { en: "Dark", zh: "深色" },
  system: { en: "As the device", zh: "随系统" },
  theme: { en: "Colours", zh: "配色" },
  language: { en: "Language", zh: "语言" },
};
