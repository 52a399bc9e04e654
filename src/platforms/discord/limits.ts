const COMPONENTS = 'https://docs.discord.com/developers/components/reference';
const INTERACTIONS = 'https://docs.discord.com/developers/interactions/receiving-and-responding';
const COMMANDS = 'https://docs.discord.com/developers/interactions/application-commands';

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
  /** Of one message, all that are nested in others among them. */
  components: stated(40, COMPONENTS),
  /** Of all text displays of one message together. The reference does not say it yet; this change to it does. */
  text: stated(4000, 'https://github.com/discord/discord-api-docs/pull/8562'),
  buttonsInRow: stated(5, `${COMPONENTS}#action-row`),
  buttonLabel: stated(80, `${COMPONENTS}#button`),
  customId: stated(100, `${COMPONENTS}#anatomy-of-a-component-custom-id`),
  selectOptions: stated(25, `${COMPONENTS}#string-select`),
  selectPlaceholder: stated(150, `${COMPONENTS}#string-select`),
  /** The label, the description and the value of an option, each. */
  selectOptionText: stated(100, `${COMPONENTS}#string-select-select-option-structure`),
  modalTitle: stated(45, `${INTERACTIONS}#interaction-response-object-modal`),
  modalComponents: stated(5, `${INTERACTIONS}#interaction-response-object-modal`),
  label: stated(45, `${COMPONENTS}#label`),
  labelDescription: stated(100, `${COMPONENTS}#label`),
  textInput: stated(4000, `${COMPONENTS}#text-input`),
  textPlaceholder: stated(100, `${COMPONENTS}#text-input`),
  threadName: stated(100, 'https://docs.discord.com/developers/resources/channel#start-thread-from-message'),
  nonce: stated(25, 'https://docs.discord.com/developers/resources/message#create-message'),
  commands: stated(100, `${COMMANDS}#registering-a-command`),
  /** Of each of the two kinds: on a user and on a message. */
  contextMenus: stated(15, `${COMMANDS}#registering-a-command`),
  commandName: stated(32, `${COMMANDS}#application-command-object-application-command-naming`),
  commandDescription: stated(100, `${COMMANDS}#application-command-object-application-command-structure`),
  commandOptions: stated(25, `${COMMANDS}#application-command-object-application-command-structure`),
  optionChoices: stated(25, `${COMMANDS}#application-command-object-application-command-option-structure`),
  choiceText: stated(100, `${COMMANDS}#application-command-object-application-command-option-choice-structure`),
} as const satisfies Record<string, Limit>;
