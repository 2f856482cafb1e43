import { dayOf, formatDate } from '#shared/format.ts'
import { Button, HrefButton } from '#platform/web/Button.tsx'
import { Icon, type IconName } from '#platform/web/Icon.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import type { EvidenceView } from '../contract.ts'
import { fileKinds } from '../fileKind.ts'
import * as messages from '../messages.ts'
import './EvidenceLines.css'

interface LineAction {
  label: string
  onPress: () => unknown
}

interface EvidenceLinesProps {
  items: readonly EvidenceView[]
  /** What can be done to one, beside looking at it. */
  actionsFor: (evidence: EvidenceView) => readonly LineAction[]
  /** Say how often each is used. */
  counted?: boolean
  /** The actions are what one came for: they stand before looking and saving. */
  choosing?: boolean
}

function iconOf({ file, link }: EvidenceView): IconName {
  if (link !== null) return 'link'
  return file !== null && ['jpeg', 'png', 'heic'].includes(file.kind) ? 'image' : 'file'
}

/** Pieces of evidence, one under the other, each with what it is, from when it holds, and how to open it. */
export function EvidenceLines({ items, actionsFor, counted = false, choosing = false }: EvidenceLinesProps) {
  return (
    <ul className="evidence-lines">
      {items.map((evidence) => (
        <li key={evidence.id} className="evidence-line">
          <Icon name={iconOf(evidence)} />
          <EvidenceWords evidence={evidence} counted={counted} />
          <div className="evidence-actions">
            {!choosing && <OpenButtons evidence={evidence} />}
            {actionsFor(evidence).map(({ label, onPress }) => (
              <Button
                key={label}
                small
                look={choosing ? 'plain' : 'quiet'}
                onClick={() => onPress()}
                aria-label={`${label}: ${evidence.title}`}
              >
                {label}
              </Button>
            ))}
            {choosing && <OpenButtons evidence={evidence} />}
          </div>
        </li>
      ))}
    </ul>
  )
}

function EvidenceWords({ evidence, counted }: { evidence: EvidenceView; counted: boolean }) {
  const m = useMessages(messages)
  const { file, documentNumber, documentDate } = evidence
  const facts = [
    file ? `${fileKinds[file.kind].label}, ${m.size(file.bytes)}` : evidence.link === null ? m.paper : m.linkLabel,
    documentNumber !== null && documentDate !== null ? m.document(documentNumber, formatDate(documentDate)) : null,
    evidence.positionKept ? m.positionKept : null,
    m.effective(formatDate(evidence.effectiveOn)),
    m.added(formatDate(dayOf(evidence.uploadedAt)), evidence.uploadedBy),
    counted ? m.usedTimes(evidence.uses.length) : null,
  ]
  return (
    <div className="evidence-words">
      <p className="strong">{evidence.title}</p>
      <p className="small muted">{facts.filter((fact) => fact !== null).join(' · ')}</p>
      {evidence.withdrawnReason !== null && (
        <p className="small evidence-withdrawn">{m.withdrawnBecause(evidence.withdrawnReason)}</p>
      )}
    </div>
  )
}

function OpenButtons({ evidence: { file, link } }: { evidence: EvidenceView }) {
  const m = useMessages(messages)
  if (link !== null)
    return (
      <HrefButton small look="quiet" icon="link" href={link} elsewhere>
        {m.open}
      </HrefButton>
    )
  if (file === null) return null
  return (
    <>
      {file.shown && (
        <HrefButton small look="quiet" icon="image" href={`${file.address}?as=view`} elsewhere>
          {m.view}
        </HrefButton>
      )}
      <HrefButton small look="quiet" icon="download" href={file.address} download>
        {m.download}
      </HrefButton>
    </>
  )
}
