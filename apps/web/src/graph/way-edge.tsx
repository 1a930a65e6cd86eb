import { BaseEdge, type EdgeProps, getSmoothStepPath } from '@xyflow/react';
import type { ReactNode } from 'react';
import { labelLengthMax } from './graph-layout.ts';

/** A way between two steps: it turns soon after its beginning, and its label stands before its end. */
export function WayEdge(props: EdgeProps): ReactNode {
  const { sourceX, sourceY, targetX, targetY, label, markerEnd } = props;
  const [path] = getSmoothStepPath({
    sourceX,
    sourceY,
    sourcePosition: props.sourcePosition,
    targetX,
    targetY,
    targetPosition: props.targetPosition,
    centerX: sourceX + 20,
    borderRadius: 8,
  });
  const words = typeof label === 'string' ? label : '';
  return (
    <>
      <BaseEdge path={path} {...(markerEnd === undefined ? {} : { markerEnd })} />
      {words !== '' && (
        <text className="way-label" x={targetX - 14} y={targetY - 6} textAnchor="end">
          {words.length > labelLengthMax ? `${words.slice(0, labelLengthMax - 1)}…` : words}
          <title>{words}</title>
        </text>
      )}
    </>
  );
}
