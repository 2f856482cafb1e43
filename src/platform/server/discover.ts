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
}

const exists = (file: URL) =>
  access(file).then(
    () => true,
    () => false,
  )

const foldersIn = async (folder: URL): Promise<string[]> =>
  (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()

async function load(url: URL): Promise<Record<string, unknown>> {
  if (!(await exists(url))) return {}
  return await import(url.href)
}

/** Find every feature by its file names; there is no list to keep. */
export async function discoverFeatures(folder: URL): Promise<Feature[]> {
  const names = await foldersIn(folder)
  return Promise.all(names.map((name) => readFeature(name, new URL(`${name}/server/`, folder))))
}

async function readFeature(name: string, folder: URL): Promise<Feature> {
  const [routes, plugin, jobs] = await Promise.all(
    ['routes.ts', 'plugin.ts', 'jobs.ts'].map((file) => load(new URL(file, folder))),
  )
  return {
    name,
    routes: (routes?.['routes'] ?? {}) as Record<string, AnyProcedure>,
    ...(plugin?.['plugin'] ? { plugin: plugin['plugin'] as Plugin } : {}),
    ...(jobs?.['jobs'] ? { jobs: jobs['jobs'] as Jobs } : {}),
  }
}

/** The commands of all features, by name: the command line begins without reading what only the server needs. */
export async function discoverCommands(folder: URL): Promise<CliCommand[]> {
  const modules = await Promise.all(
    (await foldersIn(folder)).map((name) => load(new URL(`${name}/server/cli.ts`, folder))),
  )
  return modules
    .flatMap((module) => (module['commands'] ?? []) as CliCommand[])
    .toSorted((a, b) => a.name.localeCompare(b.name))
}
