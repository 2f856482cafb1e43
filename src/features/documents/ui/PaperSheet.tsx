import './PaperSheet.css'
import type { ReactNode } from 'react'
import { DocumentSheet } from '#platform/web/DocumentSheet.tsx'

interface PaperSheetProps {
  title: string
  number?: string | undefined
  state?: ReactNode
  /** Under which the server gives it as `svg`, `pdf` and `docx`. */
  address: string
  /** Changes with the document, so that no earlier picture stays. */
  version?: number
  actions?: ReactNode
}

/** A document of ours as the paper looks, on phones too: its pages below each other as one picture. */
export function PaperSheet({ address, version = 1, ...sheet }: PaperSheetProps) {
  const at = (format: string) => `${address}/${format}?v=${version}`
  return (
    <div className="paper-sheet">
      <DocumentSheet {...sheet} pages={[at('svg')]} pdf={at('pdf')} docx={at('docx')} />
    </div>
  )
}
