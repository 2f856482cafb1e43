import { grants } from '#shared/permission.ts'
import type { Call } from '#platform/server/serve.ts'
import { en, vi } from '../messages.ts'
import { conflictTable, holderLines, limitLines } from '../permissionTable.ts'
import { actionWords, stageLines } from '../stages.ts'
import { declaredPermissions } from './declared.ts'

/** The whole table in the reader's language, with what the reader's own positions grant. */
export async function listPermissions({ actor, language, today }: Call) {
  const hands = { vi, en }[language].hands
  const actions = actionWords(language)
  return {
    permissions: (await declaredPermissions()).map(({ permission, calls }) => ({
      code: permission.code,
      title: permission.title[language],
      holders: holderLines(permission, language),
      limits: limitLines(permission, language),
      stages: stageLines(permission.code, language),
      calls,
      mine: grants(permission, [...actor.positions, ...actor.delegations], actor.accountId !== null, today),
    })),
    conflicts: conflictTable().map(({ conflict, actions: forbidden }) => ({
      who: hands[conflict],
      forbidden: forbidden.map((action) => actions[action]),
    })),
  }
}
