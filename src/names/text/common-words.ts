const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Left in small letters in a headline. */
const SMALL = words(
  'a an and as at but by for from if in into is nor of off on onto or out over per so than the to up via vs with yet its',
);

/** A full stop after these ends no sentence. */
const ABBREVIATED = words(
  'mr mrs ms dr mme mlle pres amb adm hon rev prof gen sen rep gov lt col maj capt cmdr sgt st jr sr no vs etc approx dept fig inc ltd co corp ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun',
);

/** Words that begin sentences and never a name, and those that have a capital without naming anybody. */
const NO_NAMES = words(
  'a an the and but or nor so yet if as at by for from in into of off on onto out over per since than that this these those ' +
    'there here then to up until upon via when where while which who whom whose what why how with within without it its he ' +
    'she they we you i his her their our your my him them us me is are was were be been has have had do does did not no yes ' +
    'will would can could may might must shall should after before during under about above again against all also although ' +
    'among another any anyone because both each either even every everyone few first second third last latest many more most ' +
    'much neither never new next nobody none nothing now old once one two three four five six seven eight nine ten only other ' +
    'others some such still though through today tomorrow tonight yesterday too very well whether however meanwhile ' +
    'moreover therefore thus according despite instead like near says said say asked told breaking update exclusive ' +
    'analysis opinion watch video live read see just let lets ok okay hi hello dear thanks please sorry lol btw imo fyi ' +
    'monday tuesday wednesday thursday friday saturday sunday january february march april june july august september ' +
    'october november december jan feb mar apr jun jul aug sep sept oct nov dec gmt utc est am pm ' +
    'north south east west northern southern eastern western central former late senior deputy acting ' +
    'и в на с по за из к о об от до для при что как это он она они мы вы я не но а если когда где после перед сегодня вчера ' +
    'der die das den dem des ein eine einen und oder aber in im an am auf mit von vom zu zum zur bei nach vor seit für nicht ' +
    'le la les un une des du de et ou mais dans sur avec pour par il elle ils elles ce cette ' +
    'el los las una y o pero en con por para se su al lo',
);

/** After these, or between numbers, "May" is a month; at the beginning of a sentence it may be a verb. */
const MONTHS = words('may march april june august');

/** Somebody's name and a word that everybody uses. */
const EVERYDAY = words(
  'may march april june august will mark west grace hope faith joy rose lily brown black white green gray grey gold ' +
    'bush rice major baker cook king young long stone wood hill field rivers price power powers little short sharp stern ' +
    'page bishop knight pope aid relief rebels ' +
    'insurgents',
);

/** States too are everyday words where nothing has a capital. */
const STATES = words('turkey china jordan chad mali georgia emirates');

/** As `fold` makes them. English ones are known to the look-up of names. */
const FOREIGN_TITLES = words(
  'aussenminister aussenministerin prasident prasidentin kanzler kanzlerin bundeskanzler bundeskanzlerin ministerprasident ' +
    'pres mme mlle amb adm rev generalsekretar botschafter sprecher ministre presidente chancelier premiere ministro presidenta canciller porte parole ' +
    'ministr ministra prezident prezidenta prezidentu glava glavy posol gossekretar premera',
);

/** Verbs after which, or before which, stands who speaks. */
const REPORTING = words(
  'said says say saying told tells tell warned warns denied denies deny claimed claims announced announces stated states ' +
    'added adds called calls insisted insists argued argues replied replies declared declares accused accuses rejected ' +
    'rejects confirmed confirms reported reports wrote writes tweeted tweets described describes asked asks according ' +
    'demanded demands promised promises vowed vows suggested suggests admitted admits quoted quotes',
);

export const isSmallWord = (word: string): boolean => SMALL.has(word);
export const isAbbreviation = (word: string): boolean =>
  ABBREVIATED.has(word.toLowerCase()) || /^\p{Lu}$|\./u.test(word);
export const isNoName = (word: string): boolean => NO_NAMES.has(word.toLowerCase()) || /^\p{N}/u.test(word);
export const isMonth = (folded: string): boolean => MONTHS.has(folded);
export const isEveryday = (folded: string): boolean => EVERYDAY.has(folded);
/** For a text without capitals. */
export const isEverydayBare = (folded: string): boolean => EVERYDAY.has(folded) || STATES.has(folded);
export const isForeignTitle = (folded: string): boolean => FOREIGN_TITLES.has(folded);
export const isReporting = (word: string): boolean => REPORTING.has(word.toLowerCase());
