import { en as dossiersEnglish, vi as dossiers } from '#features/dossiers/messages.ts'
import { grants } from '#shared/permission.ts'
import type { Call } from '#platform/server/serve.ts'
import { en, vi } from '../messages.ts'
import { conflictTable, holderLines } from '../permissionTable.ts'
import { declaredPermissions } from './declared.ts'

/** The whole table in the reader's language, with what the reader's own positions grant. */
export async function listPermissions({ actor, language }: Call) {
  const hands = { vi, en }[language].hands
  const actions = { vi: dossiers, en: dossiersEnglish }[language].actions
  return {
    permissions: (await declaredPermissions()).map(({ permission, calls }) => ({
      code: permission.code,
      title: permission.title[language],
      holders: holderLines(permission, language),
      calls,
      mine: grants(permission, actor.positions, actor.accountId !== null),
    })),
    conflicts: conflictTable().map(({ conflict, actions: forbidden }) => ({
      who: hands[conflict],
      forbidden: forbidden.map((action) => actions[action]),
    })),
  }
}
