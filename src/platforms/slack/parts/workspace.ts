/** Where something happened: one installation of the app. */
export interface Source {
  readonly team: string;
}

/** A workspace that Dossier answers in. Nothing that is kept for one may be used for another. */
export interface Workspace extends Source {
  /** Of the bot as a member of the workspace, for mentions of it. */
  readonly botUser: string;
  /**
   * A token in force. With `refused`, a token that was not taken any more: a newer one than that.
   * Rejects with a `WorkspaceLeft` where there is none any more.
   */
  token(refused?: string): Promise<string>;
}

/** The app was taken out of the workspace while something was on its way there: it was not sent. */
export class WorkspaceLeft extends Error {
  constructor() {
    super('the app was taken out of the workspace meanwhile');
    this.name = 'WorkspaceLeft';
  }
}

export interface Workspaces {
  /** Undefined for one that the app is not installed in: nothing that comes from there is answered. */
  of(source: Source): Promise<Workspace | undefined>;
  /** The app was taken out of it, or its tokens were revoked. */
  left(source: Source): Promise<void>;
  /** The app was installed there, perhaps again. */
  installed(source: Source): void;
}
