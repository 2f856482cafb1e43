import { access, readdir } from 'node:fs/promises'
import type { AnyProcedure } from '@orpc/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import type { Actor } from './actor.ts'
import type { Services } from './serve.ts'
import type { Settings } from './settings.ts'

/** Plain Fastify routes of a feature: uploads and downloads, which must not pass through memory. */
export type Plugin = (
  app: FastifyInstance,
  services: Services & { actorOf: (request: FastifyRequest) => Promise<Actor> },
) => Promise<void>
/** Background work of a feature. */
export type Jobs = (services: Services & { pool: Pool }) => Promise<{ stop(): Promise<void> }>
/** A command of the command line: `npm run -s cli -- <name> …`. */
export type CliCommand = {
  name: string
  summary: string
  run: (args: string[], services: Services & { pool: Pool }) => Promise<number>
  /** What it still does where the database does not answer. */
  withoutDatabase?: (args: string[], settings: Settings) => Promise<number>
}

export type Feature = {
  name: string
  routes: Record<string, AnyProcedure>
  plugin?: Plugin
  jobs?: Jobs
  commands: CliCommand[]
}

const exists = (file: URL) =>
  access(file).then(
    () => true,
    () => false,
  )

/** Find every feature by its file names; there is no list to keep. */
export async function discoverFeatures(folder: URL): Promise<Feature[]> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  return Promise.all(names.sort().map((name) => readFeature(name, new URL(`${name}/server/`, folder))))
}

async function readFeature(name: string, folder: URL): Promise<Feature> {
  const load = async (file: string): Promise<Record<string, unknown>> => {
    const url = new URL(file, folder)
    if (!(await exists(url))) return {}
    return await import(url.href)
  }
  const [routes, plugin, jobs, cli] = await Promise.all([
    load('routes.ts'),
    load('plugin.ts'),
    load('jobs.ts'),
    load('cli.ts'),
  ])
  return {
    name,
    routes: (routes['routes'] ?? {}) as Record<string, AnyProcedure>,
    ...(plugin['plugin'] ? { plugin: plugin['plugin'] as Plugin } : {}),
    ...(jobs['jobs'] ? { jobs: jobs['jobs'] as Jobs } : {}),
    commands: (cli['commands'] ?? []) as CliCommand[],
  }
}
