export { createNameTables } from './name-schema.ts';
export { removeNames, writeNames } from './name-writer.ts';
export { openNameTable } from './name-reader.ts';
export type { NamedSubject } from './named-subject.ts';
