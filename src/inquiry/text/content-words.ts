import { foldedTokens } from '../../kernel/fold.ts';

/** Words that say how a sentence is built, that somebody speaks, or when, and not what it tells. */
const EMPTY = new Set(
  (
    'a an the and or but nor so yet if as at by for from in into of off on onto out over per than that this these those there ' +
    'here then to up down until upon via when where while which who whom whose what why how with within without it its he she ' +
    'they we you i his her their our your my him them us me is are was were be been being am has have had having do does did ' +
    'done not no nor never yes will would can could may might must shall should after before during under about above again ' +
    'against all also although among another any anyone because both each either even every everyone few first last many more ' +
    'most much neither new next nobody none nothing now old once one only other others some such still though through today ' +
    'tomorrow tonight yesterday too very well whether however meanwhile therefore thus according despite instead like near ' +
    'said say says saying tell tells told add adds added ask asks asked call calls called claim claims claimed state states ' +
    'stated report reports reported reportedly announce announces announced news article source sources according just get ' +
    'gets got go goes going went gone make makes made come comes came take see seen think know let want wants wanted ' +
    'confirm confirms confirmed doubt doubts doubted warn warns warned insist insists insisted accuse accuses accused argue ' +
    'argues argued suggest suggests suggested ' +
    'monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october ' +
    'november december year years month months week weeks day days people man men woman women mr mrs ms dr way ' +
    'thing things lot lots really actually back between around away own same different s t re ve ll d m don doesn didn isn'
  ).split(' '),
);

/** Words that different writers use for one thing, under one of them. */
const CONCEPTS = new Map(
  Object.entries({
    death: 'die dies died dying dead death deaths kill kills killed killing perished fatality fatalities',
    injur: 'injured injuries injury wounded wounding hurt',
    captur: 'captured captures capture seized seizes seize retook recaptured takes took taken',
    telephon: 'telephone telephoned telephones phone phoned phones',
    ceasefir: 'ceasefire ceasefires truce truces armistice',
    exchang: 'exchange exchanged exchanges swap swaps swapped',
    separat: 'split splits',
    tru: 'true truth',
    agreement: 'agree agreed agrees agreement agreements deal deals accord accords pact pacts',
    meet: 'met meet meets meeting meetings',
  }).flatMap(([stem, list]) => list.split(' ').map((word): [string, string] => [word, stem])),
);

/** What is said in a text besides how: stems, each with one of the words that it comes from. */
export function contentOf(text: string): ReadonlyMap<string, string> {
  const content = new Map<string, string>();
  // A fold reads the beginning of a long text only.
  for (const piece of piecesOf(text)) for (const token of foldedTokens(piece)) addContent(content, token);
  return content;
}

/** `written`: as the word stands in the text and in the index, which knows no romanised one. */
export function addContent(content: Map<string, string>, token: string, written = token): void {
  if (token.length < 3 || EMPTY.has(token) || /^\d/.test(token)) return;
  const stem = stemOf(token);
  if (!content.has(stem)) content.set(stem, written);
}

function piecesOf(text: string): readonly string[] {
  return text.length <= 300 ? [text] : (text.match(/\S{1,300}(?:\s+|$)/g) ?? []);
}

/** Takes the endings of English off, as far as two forms of a word meet. For comparing only. */
function stemOf(token: string): string {
  const concept = CONCEPTS.get(token);
  if (concept !== undefined) return concept;
  let stem = token;
  if (/(?:ies|ied)$/.test(stem) && stem.length > 4) stem = `${stem.slice(0, -3)}y`;
  else if (/(?:ss|us|is)$/.test(stem)) return stem;
  else if (/(?:ches|shes|sses|xes)$/.test(stem)) stem = stem.slice(0, -2);
  else if (stem.endsWith('s') && stem.length > 3) stem = stem.slice(0, -1);
  if (/.{4}ly$/.test(stem)) stem = stem.slice(0, -2);
  // "escalation" as "escalating", "separation" as "separate".
  if (/.{3}ation$/.test(stem)) stem = stem.slice(0, -3);
  const inflected = /^(.{3,}?)(?:ing|ed)$/.exec(stem)?.[1];
  if (inflected !== undefined && /[aeiouy]/.test(inflected)) {
    stem = /([bdgklmnprt])\1$/.test(inflected) ? inflected.slice(0, -1) : inflected;
  }
  return stem.length > 3 ? stem.replace(/e$/, '') : stem;
}
