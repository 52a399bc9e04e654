import type { Tone } from '../../../message/model.ts';

/** The bar beside an answer, as RGB: it tells the kind of answer at a glance on a light and on a dark ground. */
export const accents: Readonly<Record<Tone, number>> = {
  news: 0x3b82c4,
  person: 0x2a9d8f,
  dispute: 0xd98e04,
  figures: 0x6c63c7,
  sources: 0x6b7c8c,
  help: 0x4c9f50,
  notice: 0x8a94a0,
  question: 0xa45fb8,
  fault: 0xc8453b,
};
