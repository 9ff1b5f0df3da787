import { useComputedColorScheme } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { BarChart, HeatmapChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, LegendScrollComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { init, use as register, type EChartsType } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { ReportTable } from '@app/contracts'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n.js'
import { chartHeight } from './chart-height.js'
import { chartOption, type Place } from './chart-option.js'
import type { ChartShape } from './chart-shape.js'
import { usePrinting } from './use-printing.js'

register([BarChart, LineChart, HeatmapChart, GridComponent, TooltipComponent, LegendComponent, LegendScrollComponent, VisualMapComponent, AriaComponent, SVGRenderer])

interface Props {
  shape: ChartShape
  table: ReportTable
  other: { table: ReportTable; title: string } | null
  title: string
  /** Opens what is behind a figure; absent: nothing to open. */
  open?: (place: Place) => void
  /** On paper whatever the screen's colours are. */
  paper?: boolean
  height?: number
}

/** A table drawn, as SVG: sharp in print. What it shows can be read in the table under it. */
export function ReportChart({ shape, table, other, title, open, paper = false, height }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)
  const opened = useRef(open)
  const printing = usePrinting()
  const dark = useComputedColorScheme('light') === 'dark' && !printing && !paper
  const narrow = useMediaQuery('(max-width: 600px)') ?? false

  useEffect(() => {
    opened.current = open
  })
  useEffect(() => {
    const made = init(box.current, null, { renderer: 'svg' })
    chart.current = made
    made.on('click', ({ data }) => {
      const place = (data as { place?: Place } | undefined)?.place
      if (place) opened.current?.(place)
    })
    const observer = new ResizeObserver(() => made.resize())
    if (box.current) observer.observe(box.current)
    return () => {
      observer.disconnect()
      made.dispose()
    }
  }, [])
  useEffect(() => {
    chart.current?.setOption(chartOption(shape, { table, other, title, language, t, dark, narrow, paper: paper || printing }), { notMerge: true })
    // On paper there is another width; what is printed is drawn at once.
    if (printing) chart.current?.resize()
  }, [shape, table, other, title, language, t, dark, narrow, paper, printing])

  return <div ref={box} className="report-chart" style={{ height: height ?? chartHeight(shape, table, narrow) }} data-testid="report-chart" data-shape={shape.shape} />
}
