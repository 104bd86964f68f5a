interface Props {
  name: string;
  label: string;
  title?: string;
  sort: string;
  descending: boolean;
  choose: (name: string) => void;
  className?: string;
}

/** A column's name that sorts by it; a second press turns the order around. */
export function SortHeader({ name, label, title, sort, descending, choose, className }: Props) {
  const active = sort === name;
  return (
    <th
      scope="col"
      className={className}
      aria-sort={active ? (descending ? "descending" : "ascending") : "none"}
      title={title}
    >
      <button type="button" className="sort" onClick={() => choose(name)} data-testid={`sort-${name}`}>
        {label}
        <span aria-hidden="true">{active ? (descending ? " ↓" : " ↑") : ""}</span>
      </button>
    </th>
  );
}
