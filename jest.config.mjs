import { readFileSync } from 'node:fs'

const { paths } = JSON.parse(readFileSync(new URL('tsconfig.json', import.meta.url), 'utf8')).compilerOptions
const aliases = Object.fromEntries(Object.entries(paths).map(([alias, [file]]) => [`^${alias}$`, `<rootDir>/${file.slice(2)}`]))

const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { ...aliases, '^fast-check$': '<rootDir>/test/seeded-fast-check.mjs', '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          keepClassNames: true,
          experimental: { keepImportAttributes: true },
          parser: { syntax: 'typescript', decorators: true, tsx: false },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
      },
    ],
  },
}

/** unit: pure, no parts. integration: real MariaDB and Redis. system: everything, with sipp and Chromium. */
export default {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs,launcher,test}/**/*.spec.ts'], testPathIgnorePatterns: ['\\.(integration|system)\\.spec\\.ts$', '/node_modules/'] },
    { ...shared, displayName: 'integration', testMatch: ['<rootDir>/{apps,libs,launcher}/**/*.integration.spec.ts'], setupFilesAfterEnv: ['<rootDir>/test/stack/begin-away-from-midnight.ts'] },
    { ...shared, displayName: 'system', testMatch: ['<rootDir>/test/**/*.system.spec.ts'], setupFilesAfterEnv: ['<rootDir>/test/stack/begin-away-from-midnight.ts', '<rootDir>/test/stack/begin-with-an-empty-stack.ts'] },
  ],
}
