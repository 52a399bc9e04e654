import type { SyncReport } from './sync.ts';

export interface SyncThreadData {
  readonly briefsDir: string;
  readonly dataDir: string;
}

export type ToSyncThread =
  | { readonly kind: 'sync' }
  /** Remove the file with this inode, and build a new one. */
  | { readonly kind: 'rebuild'; readonly inode: number | undefined }
  | { readonly kind: 'close' };

export type FromSyncThread =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'committed' }
  | { readonly kind: 'rebuilding'; readonly why: string }
  | { readonly kind: 'done'; readonly report: SyncReport }
  /** `user`: the message is for the user and says what to do. */
  | { readonly kind: 'failed'; readonly message: string; readonly user: boolean };
