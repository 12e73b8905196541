/** A size in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The context of a canvas, which this page always has. */
export function contextOf(canvas: HTMLCanvasElement, options?: CanvasRenderingContext2DSettings): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', options);
  if (!context) throw new Error('This browser cannot draw.');
  return context;
}

/** Makes a canvas as sharp as the screen where it stands; the context then counts in CSS pixels. */
export function prepare(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, width = canvas.clientWidth, height = canvas.clientHeight): Size {
  const ratio = devicePixelRatio;
  const size = { width: Math.round(width * ratio), height: Math.round(height * ratio) };
  if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { width, height };
}
