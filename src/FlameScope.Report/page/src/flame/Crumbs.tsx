import { useSession } from '../session/session';
import { crumbsOf } from './texts';
import { Fragment } from 'preact';

/** From the root to the frame that is zoomed to. */
export function Crumbs() {
  const { flame } = useSession();
  const shown = flame.shown.value;
  if (!shown?.zoom) return <nav id="crumbs" aria-label="Zoom" hidden />;
  const { tree, zoom } = shown;
  return (
    <nav id="crumbs" aria-label="Zoom">
      {crumbsOf(tree, zoom).map((crumb, i) => (
        <Fragment key={crumb}>
          {i > 0 && <span>›</span>}
          {typeof crumb === 'string' ? <span>{crumb}</span> : (
            <button type="button" title={tree.nameOf(crumb)} aria-current={crumb === zoom ? 'true' : undefined} onClick={() => flame.zoomTo(crumb)}>
              {tree.labelOf(crumb)}
            </button>
          )}
        </Fragment>
      ))}
    </nav>
  );
}
