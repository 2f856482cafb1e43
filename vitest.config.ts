import { defineConfig } from 'vitest/config'

const fuzz = ['src/**/*.fuzz.test.ts', 'tests/**/*.fuzz.test.ts']

export default defineConfig({
  test: {
    reporters: ['default'],
    // Files share a process, which reads every module once; each has a database of its own.
    isolate: false,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: [
            'src/shared/**/*.test.ts',
            'src/platform/web/*.test.ts',
            'src/features/*/*.test.ts',
            'src/features/*/ui/*.test.ts',
            'tests/*.test.ts',
          ],
          exclude: fuzz,
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: [
            'src/platform/server/**/*.test.ts',
            'src/features/*/server/**/*.test.ts',
            'tests/server/**/*.test.ts',
          ],
          exclude: fuzz,
          globalSetup: ['tests/database.setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      // Not part of `npm test`: many more cases, each time others. `npm run fuzz`
      ...(process.argv.includes('fuzz')
        ? [
            {
              extends: true as const,
              test: {
                name: 'fuzz',
                include: fuzz,
                globalSetup: ['tests/database.setup.ts'],
                testTimeout: 3_600_000,
                hookTimeout: 60_000,
              },
            },
          ]
        : []),
    ],
  },
})
