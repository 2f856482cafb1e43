import type { DelegationView } from '../contract.ts'

/** What was handed on, one action a line. */
export function DelegatedActions({ permissions }: Pick<DelegationView, 'permissions'>) {
  return (
    <div>
      {permissions.map(({ code, title }) => (
        <div key={code}>{title}</div>
      ))}
    </div>
  )
}
