import type { Board, BoardContent, BoardTile } from '@app/contracts'
import { ActionIcon, Alert, Button, Group, Switch, TextInput, VisuallyHidden } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconArrowsDiagonal, IconArrowsDiagonalMinimize2, IconGripVertical, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence, RefusedRequest } from '../api/refused-request.js'
import { useLanguage } from '../i18n.js'
import { EmptyState } from '../shell/states.js'
import { moveTile, NARROWEST, putTile, removeTile, WIDEST, widenTile } from './arrange-tiles.js'
import { useSaveBoard } from './board-queries.js'
import { TileCard } from './tile-card.js'
import { TileDialog } from './tile-dialog.js'

const MOST_TILES = 24
type Tool = 'earlier' | 'later' | 'narrower' | 'wider' | 'remove'

/** The tiles as they stand. */
export function BoardTiles({ tiles }: { tiles: readonly BoardTile[] }) {
  const { t } = useTranslation()
  if (tiles.length === 0) return <EmptyState text={t('boards.noTiles')} />
  return (
    <div className="board">
      {tiles.map((tile, index) => (
        <div key={index} className="board-place" style={{ '--tile-width': tile.width } as React.CSSProperties}>
          <TileCard tile={tile} />
        </div>
      ))}
    </div>
  )
}

/** Arranging a board, by mouse and by keyboard; kept only when it is saved. */
export function BoardEditor({ board, done }: { board: Board | null; done: (saved: Board | null) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const save = useSaveBoard()
  const [draft, setDraft] = useState<BoardContent>(() => (board ? { name: board.name, shared: board.shared, tiles: board.tiles } : { name: '', shared: false, tiles: [] }))
  /** As it was when the work began: another one saved in between is noticed. */
  const [revision, setRevision] = useState(board?.revision ?? 0)
  const [edited, setEdited] = useState<number | 'new' | null>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  const [worked, setWorked] = useState<{ at: number; tool: Tool } | null>(null)
  const places = useRef<HTMLDivElement>(null)
  // Whoever works with the keyboard stays on the tile, wherever it went, and on what may still be done with it.
  useLayoutEffect(() => {
    if (!worked) return
    const tools = [...(places.current?.children[worked.at]?.querySelectorAll<HTMLButtonElement>('.tile-tools button:not(:disabled)') ?? [])]
    const next = tools.find((button) => button.dataset['testid'] === `tile-${worked.tool}`) ?? tools[0]
    next?.focus()
  }, [worked])
  const tiles = (next: BoardTile[]) => setDraft((before) => ({ ...before, tiles: next }))
  const newer = board !== null && board.revision > revision
  const stale = newer || (save.error instanceof RefusedRequest && save.error.failure.code === 'board-changed')
  return (
    <div data-testid="board-editor">
      <Group gap="sm" mb="sm" align="flex-end">
        <TextInput size="sm" w={260} label={t('boards.name')} value={draft.name} maxLength={80} onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })} data-autofocus data-testid="board-name" />
        <Switch pb={6} label={t('boards.shareIt')} checked={draft.shared} onChange={(event) => setDraft({ ...draft, shared: event.currentTarget.checked })} data-testid="board-shared" />
        <Group gap={8} ml="auto">
          <Button size="sm" variant="default" leftSection={<IconPlus size={16} aria-hidden />} disabled={draft.tiles.length >= MOST_TILES} onClick={() => setEdited('new')} data-testid="board-add">
            {t('boards.addTile')}
          </Button>
          <Button size="sm" variant="default" onClick={() => done(null)} data-testid="board-cancel">
            {t('boards.cancel')}
          </Button>
          <Button
            size="sm"
            disabled={draft.name.trim() === '' || stale}
            loading={save.isPending}
            onClick={() => save.mutate(board === null ? { id: null, content: draft } : { id: board.id, content: { ...draft, revision } }, { onSuccess: done })}
            data-testid="board-save"
          >
            {t('boards.save')}
          </Button>
        </Group>
      </Group>
      {stale && board && (
        <Alert color="orange" mb="sm" data-testid="board-newer">
          <Group justify="space-between">
            {t('boards.newer')}
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                setDraft({ name: board.name, shared: board.shared, tiles: board.tiles })
                setRevision(board.revision)
                save.reset()
              }}
              data-testid="board-take-newer"
            >
              {t('boards.takeNewer')}
            </Button>
          </Group>
        </Alert>
      )}
      {save.error && !stale && (
        <Alert color="red" mb="sm" role="alert">
          {failureSentence(save.error, language)}
        </Alert>
      )}
      {draft.tiles.length === 0 && <EmptyState text={t('boards.noTilesYet')} />}
      <VisuallyHidden role="status">{worked && t('boards.moved', { title: t(`reports.name.${draft.tiles[worked.at]?.report ?? 'volume'}`), at: worked.at + 1, of: draft.tiles.length })}</VisuallyHidden>
      <div className="board" ref={places}>
        {draft.tiles.map((tile, index) => (
          <div
            key={index}
            className="board-place"
            data-dragged={dragged === index}
            style={{ '--tile-width': tile.width } as React.CSSProperties}
            draggable
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move'
              setDragged(index)
            }}
            onDragOver={(event) => dragged !== null && event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault()
              if (dragged !== null) tiles(moveTile(draft.tiles, dragged, index))
              setDragged(null)
            }}
            onDragEnd={() => setDragged(null)}
          >
            <TileCard
              tile={tile}
              tools={
                <TileTools
                  tiles={draft.tiles}
                  at={index}
                  edit={() => setEdited(index)}
                  change={(next, at, tool) => {
                    tiles(next)
                    setWorked(next.length > 0 ? { at, tool } : null)
                  }}
                />
              }
            />
          </div>
        ))}
      </div>
      {edited !== null && (
        <TileDialog
          tile={edited === 'new' ? null : (draft.tiles[edited] ?? null)}
          close={() => setEdited(null)}
          keep={(tile) => {
            tiles(putTile(draft.tiles, edited === 'new' ? null : edited, tile))
            setEdited(null)
          }}
        />
      )}
    </div>
  )
}

function TileTools({ tiles, at, change, edit }: { tiles: readonly BoardTile[]; at: number; change: (tiles: BoardTile[], at: number, tool: Tool) => void; edit: () => void }) {
  const { t } = useTranslation()
  const width = tiles[at]?.width ?? NARROWEST
  const tools = [
    { name: 'earlier', icon: IconArrowLeft, disabled: at === 0, run: () => change(moveTile(tiles, at, at - 1), at - 1, 'earlier') },
    { name: 'later', icon: IconArrowRight, disabled: at === tiles.length - 1, run: () => change(moveTile(tiles, at, at + 1), at + 1, 'later') },
    { name: 'narrower', icon: IconArrowsDiagonalMinimize2, disabled: width <= NARROWEST, run: () => change(widenTile(tiles, at, -1), at, 'narrower') },
    { name: 'wider', icon: IconArrowsDiagonal, disabled: width >= WIDEST, run: () => change(widenTile(tiles, at, 1), at, 'wider') },
    { name: 'change', icon: IconPencil, disabled: false, run: edit },
    { name: 'remove', icon: IconTrash, disabled: false, run: () => change(removeTile(tiles, at), Math.min(at, tiles.length - 2), 'remove') },
  ] as const
  return (
    <Group gap={2} className="tile-tools">
      <IconGripVertical size={16} aria-hidden color="var(--mantine-color-dimmed)" />
      {tools.map(({ name, icon: ToolIcon, disabled, run }) => (
        <ActionIcon key={name} size={24} variant="subtle" color="gray" disabled={disabled} onClick={run} aria-label={t(`boards.tool.${name}`)} title={t(`boards.tool.${name}`)} data-testid={`tile-${name}`}>
          <ToolIcon size={15} aria-hidden />
        </ActionIcon>
      ))}
    </Group>
  )
}
