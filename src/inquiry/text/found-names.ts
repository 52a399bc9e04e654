import type { CommandContext } from '../../command.ts';
import type { SubjectId } from '../../corpus/ids.ts';
import { isOutlet, type Brief, type Subject } from '../../corpus/model.ts';
import type { AbsentNames, AskedName, FoundName, NamesFound, NamedInWords } from '../../corpus/text-findings.ts';
import { fold } from '../../kernel/fold.ts';
import { namesInText, type NamesInText } from '../../names/text/in-text.ts';

/** More than any screen holds; what each is found by is looked up one by one. */
const SUBJECTS = 60;
const ASKED = 20;
const CANDIDATES = 5;
const STRANGERS = 20;

export function readNames({ corpus, today }: CommandContext, text: string): NamesInText {
  return namesInText({ names: corpus.names, subject: (id) => corpus.subject(id), asOf: today }, text);
}

/** What the names of a text lead to: each subject once, with the newest brief that shows it. */
export function foundNames(context: CommandContext, read: NamesInText): NamesFound {
  const { corpus } = context;
  const sure = new Map<SubjectId, Set<string>>();
  const unsure = new Map<string, { readonly words: string; readonly ids: readonly SubjectId[] }>();
  for (const { ids, sure: isSure, first, end } of read.mentions) {
    const words = wordsOf(read, first, end);
    const [id] = ids;
    if (isSure && id !== undefined) sure.set(id, (sure.get(id) ?? new Set()).add(words));
    else unsure.set(words.toLowerCase(), unsure.get(words.toLowerCase()) ?? { words, ids });
  }
  for (const { words, near } of read.strangers)
    if (near.length > 0) unsure.set(words.toLowerCase(), { words, ids: near });

  const shown = (id: SubjectId) => {
    const subject = corpus.subject(id);
    const newest = subject && newestOf(context, subject);
    return subject && { subject, newest };
  };
  const all = [...sure]
    .slice(0, SUBJECTS)
    .flatMap(([id, words]): readonly (Omit<FoundName, 'newest'> & { newest: Brief | undefined })[] => {
      const one = shown(id);
      return one ? [{ ...one, words: otherWords(one.subject, words) }] : [];
    });
  const asked = [...unsure.values()]
    .filter(({ ids }) => !ids.every((id) => sure.has(id)))
    .slice(0, ASKED)
    .flatMap(({ words, ids }): readonly AskedName[] => {
      const candidates = ids.slice(0, CANDIDATES).flatMap((id) => {
        const one = shown(id);
        return one?.newest ? [{ subject: one.subject, newest: one.newest }] : [];
      });
      return candidates.length > 0 ? [{ words, candidates, more: Math.max(0, ids.length - CANDIDATES) }] : [];
    });
  return {
    found: all.flatMap(({ newest, ...one }) => (newest ? [{ ...one, newest }] : [])),
    beyond: Math.max(0, sure.size - SUBJECTS),
    unused: all.flatMap(({ subject, newest }) => (newest ? [] : [subject])),
    asked,
    ...strangersOf(context, read),
  };
}

/** What is called by none of the names, looked for in the words of the briefs before it is said not to be there. */
function strangersOf({ corpus }: CommandContext, read: NamesInText): AbsentNames {
  const inWords: NamedInWords[] = [];
  const absent: string[] = [];
  const plain = read.strangers.filter(({ near }) => near.length === 0);
  for (const { words } of plain.slice(0, STRANGERS)) {
    const { briefs, total, words: how } = corpus.search(`"${words.replaceAll(/["“”„]/g, ' ')}"`, { limit: 1 });
    const [brief] = briefs;
    if (brief && how === 'all') inWords.push({ words, brief, total });
    else absent.push(words);
  }
  const blind = !read.text.capitalsTell || read.text.sentences.some(({ titled }) => titled);
  return { inWords, absent, absentBeyond: Math.max(0, plain.length - STRANGERS), blind };
}

/** As the text has them, where readers do not see them in the name itself. */
function otherWords({ name }: Subject, words: ReadonlySet<string>): readonly string[] {
  const shown = ` ${fold(name)} `;
  const seen = new Map([...words].map((one) => [fold(one.replace(/['’ʼ]s$/u, '')), one]));
  return [...seen].flatMap(([folded, one]) =>
    shown.includes(` ${folded} `) && /\p{sc=Latin}/u.test(one) ? [] : [one],
  );
}

function wordsOf({ text }: NamesInText, first: number, end: number): string {
  const from = text.words[first]?.from ?? 0;
  return text.text.slice(from, text.words[end - 1]?.to ?? from);
}

/** An outlet may have carried briefs without being spoken of. */
function newestOf({ corpus }: CommandContext, subject: Subject): Brief | undefined {
  const [brief] = corpus.briefs({ subjects: [subject.id], limit: 1 }).briefs;
  return brief || !isOutlet(subject) ? brief : corpus.briefs({ outlet: subject.id, limit: 1 }).briefs[0];
}
