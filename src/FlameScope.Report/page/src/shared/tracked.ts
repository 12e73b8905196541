// Components and signals: whoever reads a signal while it renders is rendered again when that changes, and only then or for other properties.
import { effect } from '@preact/signals-core';
import { type Component, type ComponentChild, Fragment, type FunctionComponent, options } from 'preact';

type Props = Readonly<Record<string, unknown>>;
type Render = (props: Props) => ComponentChild;

interface State {
  isStale: boolean;
  end(): void;
}

const tracked = new Map<unknown, Render>();
const states = new WeakMap<Component, State>();

const isSame = (one: Props, other: Props) => Object.keys({ ...one, ...other }).every(key => one[key] === other[key]);

function stateOf(component: Component): State {
  const known = states.get(component);
  if (known) return known;
  const state: State = { isStale: false, end: () => {} };
  states.set(component, state);
  component.shouldComponentUpdate = next => state.isStale || !isSame(component.props as Props, next as Props);
  component.componentWillUnmount = () => state.end();
  return state;
}

function track(render: Render) {
  return function (this: Component, props: Props): ComponentChild {
    const state = stateOf(this);
    state.end();
    state.isStale = false;
    let out: ComponentChild;
    let isRendered = false;
    state.end = effect(() => {
      if (!isRendered) {
        out = render(props);
        isRendered = true;
      } else {
        state.isStale = true;
        this.setState({});
      }
    });
    return out;
  };
}

/** Makes every component follow the signals that it reads. */
export function trackSignals(): void {
  options.vnode = node => {
    const { type } = node;
    // What only passes its children on has nothing to follow.
    if (typeof type !== 'function' || type === Fragment || 'Provider' in type) return;
    const render = tracked.get(type) ?? track(type as Render);
    // Preact calls this again for a component that renders again: what follows signals already is itself.
    tracked.set(type, render).set(render, render);
    node.type = render as FunctionComponent<Props> as typeof type;
  };
}
