import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: ['tests/setup.ts'],
    // Starts nothing before a test asks for it.
    globalSetup: ['tests/postgres/global-setup.ts'],
    include: ['tests/**/*.test.ts'],
    // Most of the time tests wait, for a platform, a process or a disk: the process that hands them out needs no core of its own.
    maxWorkers: '100%',
    // A test that starts a program or opens a database needs seconds on a busy machine; what hangs needs an end.
    testTimeout: 20_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 15_000 } },
    restoreMocks: true,
    unstubEnvs: true,
    coverage: { include: ['src/**/*.ts'], reporter: ['text-summary', 'html'] },
  },
});
