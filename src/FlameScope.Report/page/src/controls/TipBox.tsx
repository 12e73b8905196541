import { useLayoutEffect, useRef } from 'preact/hooks';
import { clamp } from '../shared/clamp';
import { tip } from './tip';

/** Beside the pointer, never under it, and inside the window. */
export function TipBox() {
  const ref = useRef<HTMLDivElement>(null);
  const shown = tip.value;
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box || !shown) return;
    const { offsetWidth, offsetHeight } = box;
    const { x, y } = shown;
    box.style.left = `${clamp(x + 14, 4, Math.max(4, innerWidth - offsetWidth - 8))}px`;
    box.style.top = `${y + 18 + offsetHeight > innerHeight ? y - offsetHeight - 10 : y + 18}px`;
  }, [shown]);
  return (
    <div id="tip" ref={ref} hidden={!shown}>
      {shown && <strong>{shown.name}</strong>}
      {shown?.lines.map(line => <span key={line}>{line}</span>)}
    </div>
  );
}
