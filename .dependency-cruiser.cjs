/** Arrows go one way: apps → libs with effects → pure libs → contracts. */
const PURE = '^libs/(contracts|flow|call-journal|ledger|queue-mirror|vietnamese-holidays|opening-hours|working-time|ticket-code|ticket-form|deadline-rules|ticket-life|ticket-routing|knowledge|word-search|phone-number|persons-data|metrics|made-city|spoken-values|request-template|message-template)/'
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-app-to-app', severity: 'error', from: { path: '^apps/([^/]+)/' }, to: { path: '^apps/', pathNot: '^apps/$1/' } },
    { name: 'no-lib-to-app', severity: 'error', from: { path: '^libs/' }, to: { path: '^(apps|launcher|test)/' } },
    { name: 'libs-by-their-entrance', severity: 'error', from: { pathNot: '^libs/([^/]+)/' }, to: { path: '^libs/', pathNot: '^libs/[^/]+/src/index\\.ts$' } },
    { name: 'lib-to-lib-by-its-entrance', severity: 'error', from: { path: '^libs/([^/]+)/' }, to: { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] } },
    { name: 'contracts-import-nothing-of-ours', severity: 'error', from: { path: '^libs/contracts/' }, to: { path: '^(apps|libs|launcher|test)/', pathNot: '^libs/contracts/' } },
    { name: 'pure-imports-only-pure', severity: 'error', from: { path: PURE }, to: { path: '^libs/', pathNot: PURE } },
    { name: 'pure-does-no-io', severity: 'error', from: { path: PURE, pathNot: '\\.(spec|testing)\\.ts$' }, to: { dependencyTypes: ['core'], pathNot: '^(node:)?assert$' } },
    // The editor checks and tries a flow with the machine that runs the calls.
    { name: 'web-shares-only-contracts-and-the-flow', severity: 'error', from: { path: '^apps/web/' }, to: { path: '^libs/', pathNot: '^libs/(contracts|deadline-rules|flow|ticket-code|ticket-form|message-template|request-template)/' } },
    { name: 'one-door-to-asterisk', severity: 'error', from: { pathNot: '^libs/asterisk/' }, to: { path: 'node_modules/asterisk-manager/' } },
    { name: 'not-to-tests', severity: 'error', from: { pathNot: '(\\.spec\\.ts|\\.testing\\.ts)$|^test/|^launcher/call\\.ts$' }, to: { path: '\\.(spec|testing)\\.ts$|^test/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs'] },
  },
}
