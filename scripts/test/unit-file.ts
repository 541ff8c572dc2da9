import { afterAll, inject } from "vitest";
import { cloneDatabase, dropDatabase } from "../lib/clone-database";
import { testSettings } from "./test-settings";

// Once a test file, before its imports run: a database of its own, named where lib/core reads it.
const databases = inject("databases");
const databaseUrl = await cloneDatabase(databases);
Object.assign(process.env, testSettings(databaseUrl));

afterAll(() => dropDatabase(databases.adminUrl, databaseUrl));
