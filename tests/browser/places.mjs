// The builds under test, each served where it is made for.

import { join } from "node:path";
import { place } from "./site.mjs";

export const FOLDER = process.argv[2] ?? process.exit(2);

const root = await place(join(FOLDER, "root"), "/");
export const repo = await place(join(FOLDER, "repo"), "/repo/");
export const both = [root, repo];
