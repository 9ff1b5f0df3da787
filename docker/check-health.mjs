// `node docker/check-health.mjs <port>`: exit status 0 when the app on this machine says it is healthy.
const answer = await fetch(`http://127.0.0.1:${process.argv[2]}/health`).catch(() => null)
process.exit(answer?.ok ? 0 : 1)
