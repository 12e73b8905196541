// The stack chart as a component.
import { computed, effect } from '@preact/signals-core';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { type MenuItem, openMenu } from '../controls/menu';
import { tip } from '../controls/tip';
import { copying } from '../flame/actions';
import { type Session, useSession } from '../session/session';
import { addValue } from '../state/filters';
import { get, set } from '../state/state';
import { isDark } from '../state/theme';
import { amount, joined } from '../text/numbers';
import { duration, seconds, shortSeconds } from '../text/times';
import { Chart } from './chart';
import { chartOn } from './view';

export function ChartView() {
  const session = useSession();
  const ref = useRef<HTMLDivElement>(null);
  const { chart } = session;
  const shown = useMemo(() => computed(() => chart.answer.value && new Chart(chart.answer.value)), []);
  useLayoutEffect(() => {
    if (!ref.current) return;
    const canvas = chartOn(ref.current, {
      point: (frame, event) => pointAt(session, shown.peek(), frame, event),
      take: frame => select(shown.peek(), frame),
      menu: (frame, x, y) => {
        const there = shown.peek();
        if (!there) return;
        tip.value = null;
        openMenu(x, y, menuOf(session, there, frame), there.nameOf(frame));
      },
    });
    const end = effect(() => canvas.show(shown.value, {
      isDark: isDark.value, color: get('color'), clock: get('clock'), wallClockAtOrigin: session.profile.info.value?.wallClockAtOrigin ?? null,
    }, chart.matches.value));
    return () => {
      end();
      canvas.end();
    };
  }, []);
  return <div id="chart" class="flame" ref={ref} {...session.sideOf('chart')} />;
}

function pointAt({ frameStatus }: Session, shown: Chart | null, frame: number, event?: PointerEvent): void {
  if (!shown || frame < 0) {
    tip.value = null;
    frameStatus.value = '';
    return;
  }
  const [from, to] = [shown.start[frame], shown.stop[frame]];
  const lane = shown.lanes[shown.laneOf(frame)];
  const lines = [
    joined([`${shortSeconds(from, to - from)}–${shortSeconds(to, to - from)} s`, duration(to - from), amount(shown.value[frame], shown.unit)]),
    joined([lane.name, lane.thread >= 0 && lane.thread, shown.kinds[shown.kind[frame]], shown.modules[shown.module[frame]], shown.placeOf(frame)]),
    shown.wholeNameOf(frame) === shown.nameOf(frame) ? '' : shown.wholeNameOf(frame),
  ].filter(Boolean);
  const name = shown.nameOf(frame);
  frameStatus.value = joined([name, ...lines]);
  tip.value = event ? { x: event.clientX, y: event.clientY, name, lines } : null;
}

const select = (chart: Chart | null, frame: number) => chart && set({ from: seconds(chart.start[frame]), to: seconds(chart.stop[frame]) });

function menuOf(session: Session, chart: Chart, frame: number): MenuItem[] {
  const name = chart.nameOf(frame);
  const lane = chart.lanes[chart.laneOf(frame)];
  const items: (MenuItem | false)[] = [
    { label: 'Select its time', run: () => select(chart, frame) },
    lane.thread >= 0 && { label: 'Only this thread', run: () => addValue('thread', String(lane.thread)) },
    ...(chart.isJoined(frame) ? [] : [
      { label: 'When does it run? On the heat map', run: () => addValue('frame', `=${name}`) },
      { label: 'Hide this frame', run: () => addValue('hide', `=${name}`) },
      { label: 'Sandwich: callers and callees', run: () => set({ view: 'sandwich', of: name }) },
      copying(session, chart.wholeNameOf(frame), 'name'),
      ...(chart.placeOf(frame) ? [copying(session, chart.placeOf(frame), 'file and line')] : []),
    ]),
  ];
  return items.filter(item => item !== false);
}
