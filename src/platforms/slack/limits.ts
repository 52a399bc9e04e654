const REFERENCE = 'https://docs.slack.dev/reference';
const BLOCKS = `${REFERENCE}/block-kit/blocks`;
const ELEMENTS = `${REFERENCE}/block-kit/block-elements`;
const OBJECTS = `${REFERENCE}/block-kit/composition-objects`;
const MODAL = `${REFERENCE}/views/modal-views`;
const MANIFEST = `${REFERENCE}/app-manifest`;

/** The most that is taken, and the page that says so. */
export interface Limit {
  readonly most: number;
  readonly statedAt: string;
}

const stated = (most: number, statedAt: string): Limit => ({ most, statedAt });

/**
 * Lengths are counted here in UTF-16 units. The documentation only says "characters"; no way of counting them gives more,
 * so what passes here passes there.
 */
export const limits = {
  blocks: stated(50, BLOCKS),
  /**
   * Of all blocks of one message together, beyond which `chat.postMessage` answers `msg_blocks_too_long`. No page of the
   * reference states it; a maintainer speaks of 12,000 characters and room for what holds them, and others have measured
   * some 13,200 with 100 for each header. What is counted is not known: `weightOf` counts all that is sent, so that this
   * many are few enough by either account.
   */
  weight: stated(13_000, 'https://github.com/slackapi/bolt-js/issues/2509'),
  blockId: stated(255, BLOCKS),
  header: stated(150, `${BLOCKS}/header-block`),
  sectionText: stated(3000, `${BLOCKS}/section-block`),
  sectionFields: stated(10, `${BLOCKS}/section-block`),
  sectionField: stated(2000, `${BLOCKS}/section-block`),
  contextElements: stated(10, `${BLOCKS}/context-block`),
  textObject: stated(3000, `${OBJECTS}/text-object`),
  actions: stated(25, `${BLOCKS}/actions-block`),
  actionId: stated(255, `${ELEMENTS}/button-element`),
  /** Some 30 are shown. */
  buttonText: stated(75, `${ELEMENTS}/button-element`),
  buttonValue: stated(2000, `${ELEMENTS}/button-element`),
  /** The address that a button opens, and one that an option of an overflow menu opens. */
  buttonUrl: stated(3000, `${ELEMENTS}/button-element`),
  /** Of a link in text. The reference states none for it; this is what the address of a button may have. */
  linkUrl: stated(3000, `${ELEMENTS}/button-element`),
  selectOptions: stated(100, `${ELEMENTS}/select-menu-element`),
  placeholder: stated(150, `${ELEMENTS}/select-menu-element`),
  overflowOptions: stated(5, `${ELEMENTS}/overflow-menu-element`),
  optionText: stated(75, `${OBJECTS}/option-object`),
  optionValue: stated(150, `${OBJECTS}/option-object`),
  optionDescription: stated(75, `${OBJECTS}/option-object`),
  /** With the row that names the columns. */
  tableRows: stated(100, `${BLOCKS}/table-block`),
  tableColumns: stated(20, `${BLOCKS}/table-block`),
  /** In all cells of all tables of a message together. */
  tableText: stated(10_000, `${BLOCKS}/table-block`),
  /** Of one message. A second one is refused as `only_one_table_allowed`. */
  tables: stated(1, `${BLOCKS}/table-block`),
  /** How far a list may be indented. */
  listIndent: stated(8, `${ELEMENTS}/rich-text-list-element`),
  altText: stated(2000, `${BLOCKS}/image-block`),
  /** The reference asks for 4,000 of what it cuts at 40,000; an update is refused beyond that many bytes. */
  text: stated(4000, `${REFERENCE}/methods/chat.postMessage`),

  viewBlocks: stated(100, MODAL),
  viewTitle: stated(24, MODAL),
  /** Of the button that submits, and of the one that closes. */
  viewButton: stated(24, MODAL),
  viewMetadata: stated(3000, MODAL),
  viewCallbackId: stated(255, MODAL),
  inputLabel: stated(2000, `${BLOCKS}/input-block`),

  appName: stated(35, MANIFEST),
  appDescription: stated(140, MANIFEST),
  appLongDescription: stated(4000, MANIFEST),
  slashCommands: stated(50, MANIFEST),
  /** With its slash. */
  slashCommand: stated(32, MANIFEST),
  slashDescription: stated(2000, MANIFEST),
  usageHint: stated(1000, MANIFEST),
  shortcuts: stated(10, MANIFEST),
  shortcutName: stated(24, 'https://github.com/slackapi/manifest-schema'),
  shortcutDescription: stated(150, MANIFEST),
} as const satisfies Record<string, Limit>;
