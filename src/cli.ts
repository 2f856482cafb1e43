import { type CliCommand, discoverCommands } from '#platform/server/discover.ts'
import { readSettings } from '#platform/server/settings.ts'
import { startServices } from '#platform/server/start.ts'

const commands = await discoverCommands(new URL('./features/', import.meta.url))
process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const found = commands.find(({ name }) => name.split(' ').every((word, at) => args[at] === word))
  if (!found) {
    const asked = args.length === 0 || args[0] === 'help'
    const text = help()
    if (asked) console.info(text)
    else console.error(`Không có lệnh "${args.join(' ')}".\n\n${text}`)
    return asked ? 0 : 2
  }
  return run(found, args.slice(found.name.split(' ').length))
}

async function run(command: CliCommand, args: string[]): Promise<number> {
  const settings = readSettings({ ...process.env, LOG_LEVEL: 'silent' })
  const services = await startServices(settings).catch((error: unknown) => {
    if (!command.withoutDatabase) throw error
    return null
  })
  if (services === null) return (await command.withoutDatabase?.(args, settings)) ?? 1
  try {
    if (services.settings.demo) await (await import('../demo/load.ts')).loadDemonstration(services)
    return await command.run(args, services)
  } finally {
    await services.close()
  }
}

function help(): string {
  const width = Math.max(...commands.map(({ name }) => name.length), 4)
  return [
    'Cách dùng: npm run -s cli -- <lệnh> [tham số]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
  ].join('\n')
}
