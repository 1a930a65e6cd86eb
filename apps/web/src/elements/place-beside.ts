/** Where a floating box stands: below its anchor, above it where there is no room, and always inside the window. */
export function placeBeside(
  anchor: { readonly left: number; readonly top: number; readonly bottom: number; readonly right: number },
  box: { readonly width: number; readonly height: number },
  windowSize: { readonly width: number; readonly height: number },
  align: 'start' | 'end' = 'start',
): { readonly left: number; readonly top: number } {
  const gap = 6;
  const edge = 8;
  const wanted = align === 'start' ? anchor.left : anchor.right - box.width;
  const left = Math.max(edge, Math.min(wanted, windowSize.width - box.width - edge));
  const below = anchor.bottom + gap;
  const fitsBelow = below + box.height + edge <= windowSize.height;
  const above = anchor.top - gap - box.height;
  return { left, top: fitsBelow || above < edge ? below : above };
}

/** Places an element of the top layer beside its anchor. */
export function placeElement(anchor: Element, box: HTMLElement, align: 'start' | 'end' = 'start'): void {
  const { left, top } = placeBeside(
    anchor.getBoundingClientRect(),
    box.getBoundingClientRect(),
    { width: innerWidth, height: innerHeight },
    align,
  );
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}
