/**
 * The page's only script: language and colours from the URL, a moving reader on the hashrate
 * figure, and SVG files of the figures shown. Without it the page is complete in English.
 */
export const PAGE_SCRIPT = `(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  var places = [location.search.slice(1), location.hash.slice(1)].join("&");
  var wanted = function (name) {
    var found = new RegExp("(?:^|&)" + name + "=([a-z]+)").exec(places);
    return found ? found[1] : "";
  };
  var language = wanted("lang") || ((navigator.language || "").indexOf("zh") === 0 ? "zh" : "en");
  var setLanguage = function (next) {
    language = next === "zh" ? "zh" : "en";
    root.dataset.language = language;
    root.lang = language === "zh" ? "zh-CN" : "en";
    document.title = root.dataset["title" + (language === "zh" ? "Zh" : "En")];
  };
  var setTheme = function (next) { if (next === "dark" || next === "light") root.dataset.theme = next; };
  setLanguage(language);
  setTheme(wanted("theme"));
  var remember = function (name, value) {
    try {
      var url = new URL(location.href);
      url.searchParams.set(name, value);
      if (/(^|&)(lang|theme)=/.test(url.hash.slice(1))) url.hash = "";
      history.replaceState(null, "", url);
    } catch (error) { /* a page without an address has nothing to remember in */ }
  };
  var isDark = function () {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  var signed = function (value) { return value.toFixed(1).replace("-", "\\u2212"); };
  var months = "January February March April May June July August September October November December".split(" ");
  var moment = function (time) {
    var date = new Date(time * 1000);
    var clock = ("0" + date.getUTCHours()).slice(-2) + ":00 UTC";
    return language === "zh"
      ? date.getUTCMonth() + 1 + "月" + date.getUTCDate() + "日" + clock
      : date.getUTCDate() + " " + months[date.getUTCMonth()] + ", " + clock;
  };
  var ready = function () {
    document.querySelectorAll("[data-set-language]").forEach(function (button) {
      var mark = function () { button.setAttribute("aria-pressed", String(button.dataset.setLanguage === language)); };
      mark();
      button.addEventListener("click", function () {
        setLanguage(button.dataset.setLanguage);
        remember("lang", language);
        document.querySelectorAll("[data-set-language]").forEach(function (other) {
          other.setAttribute("aria-pressed", String(other.dataset.setLanguage === language));
        });
      });
    });
    var theme = document.querySelector("[data-set-theme]");
    var markTheme = function () { theme.setAttribute("aria-pressed", String(isDark())); };
    markTheme();
    theme.addEventListener("click", function () {
      setTheme(isDark() ? "light" : "dark");
      remember("theme", root.dataset.theme);
      markTheme();
    });
    document.querySelectorAll("[data-csv]").forEach(function (link) {
      link.addEventListener("click", function (event) {
        event.preventDefault();
        document.getElementById(link.dataset.csv).click();
      });
    });
    document.querySelectorAll("[data-save]").forEach(function (button) {
      button.addEventListener("click", function () { save(button); });
    });
    var series = JSON.parse(document.getElementById("hashrate-series").textContent);
    document.querySelectorAll(".probe").forEach(function (probe) { watch(probe, series); });
  };
  var save = function (button) {
    var shown = Array.prototype.find.call(button.closest("figure").querySelectorAll("svg.fig"), function (svg) {
      return svg.getBoundingClientRect().width > 0;
    });
    var copy = shown.cloneNode(true);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    var style = document.createElementNS("http://www.w3.org/2000/svg", "style");
    style.textContent = document.getElementById("figure-style").textContent;
    copy.insertBefore(style, copy.firstChild);
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
    link.download = button.dataset.save;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  var watch = function (probe, series) {
    var slider = probe.querySelector("input");
    var output = probe.querySelector("output");
    var figures = probe.closest("figure").querySelectorAll("svg.fig");
    var read = function () {
      var row = series[Number(slider.value)];
      var text = moment(row[0]) + (language === "zh" ? "：" : ": ") + signed(row[1] / 10) +
        " [" + signed(row[2] / 10) + ", " + signed(row[3] / 10) + "]\\u00a0EH/s";
      output.textContent = text;
      slider.setAttribute("aria-valuetext", text);
      return row;
    };
    var show = function () {
      var row = read();
      figures.forEach(function (svg) {
        var d = svg.dataset;
        var first = series[0][0];
        var last = series[series.length - 1][0];
        var x = +d.x0 + ((row[0] - first) / (last - first)) * (d.x1 - d.x0);
        var y = +d.y0 + ((row[1] / 10 - d.low) / (d.high - d.low)) * (d.y1 - d.y0);
        svg.querySelector(".cursor-layer").innerHTML =
          '<line class="cursor" x1="' + x + '" x2="' + x + '" y1="' + d.y0 + '" y2="' + d.y1 + '"/>' +
          '<circle class="cursordot" r="4" cx="' + x + '" cy="' + y + '"/>';
      });
    };
    figures.forEach(function (svg) {
      svg.addEventListener("pointermove", function (event) {
        var box = svg.getBoundingClientRect();
        var d = svg.dataset;
        var x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
        var share = Math.min(1, Math.max(0, (x - d.x0) / (d.x1 - d.x0)));
        slider.value = String(Math.round(share * (series.length - 1)));
        show();
      });
    });
    slider.addEventListener("input", show);
    slider.addEventListener("focus", show);
    probe.hidden = false;
    read();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
  else ready();
})();`;
