import type { ComponentType } from "preact";
import type { Bilingual } from "../../policy/index.ts";

/** A view of the page: its word in the navigation, and its code, loaded when it is first opened. */
export interface View {
  readonly name: string;
  readonly title: Bilingual;
  readonly load: () => Promise<ComponentType>;
}

/** In the order of the navigation; the first is shown at the start. */
export const VIEWS: readonly View[] = [
  {
    name: "now",
    title: { en: "Now", zh: "现状" },
    load: async () => (await import("../views/now/now-view.tsx")).NowView,
  },
  {
    name: "pools",
    title: { en: "Pools", zh: "矿池" },
    load: async () => (await import("../views/pools/pools-view.tsx")).PoolsView,
  },
  {
    name: "events",
    title: { en: "Events", zh: "事件" },
    load: async () => (await import("../views/events/events-view.tsx")).EventsView,
  },
  {
    name: "claims",
    title: { en: "Claims", zh: "说法" },
    load: async () => (await import("../views/claims/claims-view.tsx")).ClaimsView,
  },
  {
    name: "studies",
    title: { en: "Studies", zh: "研究" },
    load: async () => (await import("../views/studies/studies-view.tsx")).StudiesView,
  },
  {
    name: "energy",
    title: { en: "Energy", zh: "能源" },
    load: async () => (await import("../views/energy/energy-view.tsx")).EnergyView,
  },
  {
    name: "what-if",
    title: { en: "What if", zh: "假如" },
    load: async () => (await import("../views/what-if/what-if-view.tsx")).WhatIfView,
  },
  {
    name: "methods",
    title: { en: "Methods", zh: "方法" },
    load: async () => (await import("../views/methods/methods-view.tsx")).MethodsView,
  },
  {
    name: "data",
    title: { en: "Data", zh: "数据" },
    load: async () => (await import("../views/data/data-view.tsx")).DataView,
  },
];
