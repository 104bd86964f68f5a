import { PageHead } from "../layout/PageHead";
import { Link } from "../routing/Link";

export function NotFoundPage({ path }: { path: string }) {
  return (
    <>
      <PageHead title="No such page" />
      <p>
        There is nothing at <code>{path}</code>. <Link to="/">Back to the overview</Link>
      </p>
    </>
  );
}
