import { useSession } from '../session/session';
import { lit, unlight } from './lit';
import { marksOf } from './marks';
import { choose, isSelected, isWhole } from './selecting';

const LANE = 13;

export function FindingMarks() {
  const session = useSession();
  const findings = session.findings.found.value;
  const map = session.heat.shown.value?.map;
  const cells = session.heat.plot.value?.width ?? 0;
  return (
    <>
      {map && marksOf(findings, map, cells).map(({ index, occurrences, lane, left, width, hasNumber }) => {
        const finding = findings[index];
        const classes = ['mark', (isWhole(finding) || occurrences.some(one => isSelected([one]))) && 'chosen', lit.value === index && 'lit'].filter(Boolean).join(' ');
        return (
          <button type="button" key={`${index} ${left}`} class={classes} tabIndex={-1} title={finding.summary} aria-label={`Finding ${index + 1}: ${finding.summary}`}
            style={{ left: `${left}px`, width: `${width}px`, bottom: `${lane * LANE}px` }}
            onClick={() => choose(session.flame, finding, occurrences[0])} onPointerEnter={() => { lit.value = index; }} onPointerLeave={unlight}>
            {hasNumber ? String(index + 1) : ''}
          </button>
        );
      })}
    </>
  );
}
