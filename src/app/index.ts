export { type Study, makeStudy, writeStudy } from "./make-study.ts";
export { type Progress, runStudy } from "./run-study.ts";
export { studyPlan } from "./studies.ts";
export { type Verification, verifyRecord } from "./verify.ts";
export { VERSION } from "./version.ts";
export { type Workspace, openWorkspace } from "./workspace.ts";
