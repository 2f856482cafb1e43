import { useMessages } from '#platform/web/lang.tsx'
import * as reasons from '../messages.ts'

/** The words for a code of one of these tables, in the reader's language; the code itself when it is unknown. */
export function useWordsOf(): (table: 'outcomes' | 'misplaced', code: string) => string {
  const all = useMessages(reasons)
  return (table, code) => {
    const words: Record<string, string> = all[table]
    return words[code] ?? code
  }
}
