import { loadDemonstration } from '../demo/load.ts'
import { buildApp } from '#platform/server/app.ts'
import { discoverFeatures } from '#platform/server/discover.ts'
import { readSettings } from '#platform/server/settings.ts'
import { startServices } from '#platform/server/start.ts'

const settings = readSettings(process.env)
const running = await startServices(settings)
const features = await discoverFeatures(new URL('./features/', import.meta.url))
const demonstration = settings.demo ? await loadDemonstration(running) : null
const app = await buildApp({ ...running, requestPool: await running.openRequests(), features })
const jobs = await Promise.all(features.flatMap(({ jobs: begin }) => (begin ? [begin(running)] : [])))
await app.listen({ port: settings.PORT, host: settings.HOST }).catch((error: unknown) => {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
  console.error(`\nCổng ${settings.PORT} đang có chương trình khác dùng. Chọn cổng khác, thí dụ: PORT=8080 npm start`)
  // The database is left alone: it may be in use by the other one.
  process.exit(1)
})

const address = app.server.address()
const port = typeof address === 'object' && address ? address.port : settings.PORT
console.info(`\nVững Mạnh: http://localhost:${port}`)
if (demonstration)
  console.info(
    `Dữ liệu minh họa. Đăng nhập: chọn một tài khoản trên trang đăng nhập, mật khẩu "${demonstration.password}".`,
  )

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await app.close()
  await Promise.all(jobs.map((job) => job.stop()))
  await running.close()
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  })
}
