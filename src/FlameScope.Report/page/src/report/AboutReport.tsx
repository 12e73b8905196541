// What the report is of, and what of that it does not have.
import type { About } from '../data/source';

export const AboutReport = ({ about: { title, notes, generator, recordings } }: { readonly about: About }) => (
  <header class="bar about">
    <strong>{title}</strong>
    <span class="muted grow">{notes}</span>
    <details>
      <summary>About this report</summary>
      <div class="popover">
        {notes && <p class="notes">{notes}</p>}
        {recordings.map(({ name, facts, leftOut, account }) => (
          <section key={name}>
            <h2>{name}</h2>
            <dl>{facts.map(([what, text]) => <div key={what}><dt>{what}</dt><dd>{text}</dd></div>)}</dl>
            <Sentences title="Not in this report" sentences={leftOut} />
            <Sentences title="Not read" sentences={account} />
          </section>
        ))}
        <p class="muted">{generator}. This file asks nobody for anything: its samples are in it.</p>
      </div>
    </details>
  </header>
);

const Sentences = ({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) => (sentences.length ? (
  <>
    <h3>{title}</h3>
    <ul>{sentences.map(sentence => <li key={sentence}>{sentence}</li>)}</ul>
  </>
) : null);
