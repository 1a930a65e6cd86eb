import type { Place } from './graph-layout.ts';

// Below this the tokens would be smaller than a finger needs (WCAG 2.2, 2.5.8).
const zoomMin = 0.86;
const zoomLong = 0.9;
const margin = 24;

/** Where the eye begins: on the whole graph where that can be read, else on its beginning. */
export function startViewport(
  places: ReadonlyMap<string, Place>,
  frame: { readonly width: number; readonly height: number },
): { readonly x: number; readonly y: number; readonly zoom: number } {
  const all = [...places.values()];
  const width = Math.max(1, ...all.map((place) => place.x + place.width)) + margin;
  const height = Math.max(1, ...all.map((place) => place.y + place.height)) + margin;
  const fitting = Math.min(1, frame.width / width, frame.height / height);
  const start = places.get('start') ?? { x: 0, y: 0, width: 0, height: 0 };
  if (fitting >= zoomMin)
    return {
      x: (frame.width - width * fitting) / 2 + margin / 2,
      y: (frame.height - height * fitting) / 2,
      zoom: fitting,
    };
  return { x: margin, y: frame.height / 2 - (start.y + start.height / 2) * zoomLong, zoom: zoomLong };
}

/** The view moved no more than it takes for a step to be in sight, at the same zoom. */
export function viewportWith(
  place: Place,
  frame: { readonly width: number; readonly height: number },
  now: { readonly x: number; readonly y: number; readonly zoom: number },
): { readonly x: number; readonly y: number; readonly zoom: number } {
  const along = (offset: number, from: number, size: number, room: number) => {
    const begin = from * now.zoom + offset;
    const isInSight = begin >= margin * 2 && begin + size * now.zoom <= room - margin;
    return isInSight ? offset : room / 2 - (from + size / 2) * now.zoom;
  };
  return {
    x: along(now.x, place.x, place.width, frame.width),
    y: along(now.y, place.y, place.height, frame.height),
    zoom: now.zoom,
  };
}
