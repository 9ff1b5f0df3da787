// What tests import as fast-check: each run tries the same cases, so that what passed here passes there too.
// To look for new ones: FAST_CHECK_SEED=<number> npm test -- unit
import fc from '../node_modules/fast-check/lib/fast-check.js'

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.FAST_CHECK_SEED ?? 1022) })

export * from '../node_modules/fast-check/lib/fast-check.js'
export default fc
