import type { ReactNode } from 'react';
import { StateIcon } from '../elements/state-icon.tsx';
import type { StateLook } from '../look/state-look.ts';
import { text } from '../texts/text.ts';
import { FilterToggle } from './filter-bar.tsx';

/** States as filters: none chosen means all. */
export function StateToggles<Word extends string>(props: {
  readonly words: readonly Word[];
  readonly looks: Readonly<Record<Word, StateLook>>;
  readonly chosen: readonly Word[];
  readonly onChange: (chosen: readonly Word[]) => void;
}): ReactNode {
  return props.words.map((word) => {
    const look = props.looks[word];
    const isOn = props.chosen.includes(word);
    return (
      <FilterToggle
        key={word}
        isOn={isOn}
        hue={look.hue}
        icon={<StateIcon name={look.icon} />}
        label={text(look.word)}
        onToggle={() =>
          props.onChange(props.words.filter((one) => (one === word ? !isOn : props.chosen.includes(one))))
        }
      />
    );
  });
}
