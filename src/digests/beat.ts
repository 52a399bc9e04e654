/** Calls a task again and again, never while it is still at it, until it is stopped. */
export type Beat = (task: () => Promise<void>) => Promise<{ stop(): void }>;

/** At every minute, as no digest is due in between. */
export const everyMinute: Beat = async (task) => {
  // Loaded only here: most commands need no beat.
  const { schedule } = await import('node-cron');
  const scheduled = schedule('* * * * *', task, { noOverlap: true });
  return { stop: () => void scheduled.stop() };
};
