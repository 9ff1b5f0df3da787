import type { DayFigures } from '@app/contracts'
import { useComputedColorScheme } from '@mantine/core'
import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use as register, type EChartsType } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

register([BarChart, GridComponent, TooltipComponent, LegendComponent, AriaComponent, SVGRenderer])

const SERIES = [
  { name: 'offered', color: '#88b5df' },
  { name: 'answered', color: '#2c8f79' },
  { name: 'abandoned', color: '#d9544d' },
] as const

/** Offered, answered and abandoned calls for each hour of the day. */
export function HourChart({ byHour }: { byHour: DayFigures['byHour'] }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)
  const dark = useComputedColorScheme('light') === 'dark'

  useEffect(() => {
    const made = init(box.current, null, { renderer: 'svg' })
    chart.current = made
    const observer = new ResizeObserver(() => made.resize())
    if (box.current) observer.observe(box.current)
    return () => {
      observer.disconnect()
      made.dispose()
    }
  }, [])

  useEffect(() => {
    const ink = dark ? '#c1c7cf' : '#4a5561'
    const line = { lineStyle: { color: dark ? '#333a42' : '#e3e8ee' } }
    chart.current?.setOption({
      textStyle: { fontFamily: 'Be Vietnam Pro, sans-serif' },
      animation: false,
      aria: { enabled: true },
      grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
      tooltip: { trigger: 'axis' },
      legend: { top: 0, left: 0, textStyle: { color: ink } },
      xAxis: { type: 'category', data: byHour.map(({ hour }) => t('today.hour', { hour })), axisLabel: { color: ink, interval: 0, fontSize: 11 }, axisTick: { show: false }, axisLine: line },
      yAxis: { type: 'value', minInterval: 1, axisLabel: { color: ink }, splitLine: line },
      series: SERIES.map(({ name, color }) => ({ type: 'bar', name: t(`figure.${name}.term`), data: byHour.map((hour) => hour[name]), itemStyle: { color, borderRadius: [3, 3, 0, 0] }, barMaxWidth: 12 })),
    })
  }, [byHour, dark, t])

  return <div ref={box} style={{ height: 300 }} data-testid="hour-chart" />
}
