import * as fc from "fast-check";

/** The same cases in every run, so that a change is judged by itself; another seed looks further. */
fc.configureGlobal({ seed: Number(process.env["PROPERTY_SEED"] ?? 20_210_620) });
