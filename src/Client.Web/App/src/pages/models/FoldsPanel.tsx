import { number, whole } from "../../format/numbers";
import { date } from "../../format/times";
import { Panel } from "../../ui/Panel";
import type { Fold } from "./card";

const zone = "UTC";

/** Each fold learns from what came before it and is tested on what came after. */
export function FoldsPanel({ folds }: { folds: Fold[] }) {
  return (
    <Panel title="Walk-forward folds" note="dates in UTC" testId="folds">
      <div className="table-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col" className="num">#</th>
              <th scope="col">Trained on</th>
              <th scope="col" className="num">Rows</th>
              <th scope="col" className="num" title="Rows left out because their labels reach into the test">Purged</th>
              <th scope="col" className="num" title="Rows left out between training and test">Embargoed</th>
              <th scope="col">Tested on</th>
              <th scope="col" className="num">Rows</th>
              <th scope="col" className="num" title="Rank correlation of prediction and label, out-of-sample">Rank IC out-of-sample</th>
              <th scope="col" className="num" title="The same over the training rows">in-sample</th>
            </tr>
          </thead>
          <tbody>
            {folds.map((fold) => (
              <tr key={fold.number}>
                <td className="num faint">{fold.number + 1}</td>
                <td>
                  {date(fold.trainFirst, zone)} – {date(fold.trainLast, zone)}
                </td>
                <td className="num">{whole(fold.trainRows)}</td>
                <td className="num">{whole(fold.purged)}</td>
                <td className="num">{whole(fold.embargoed)}</td>
                <td>
                  {date(fold.testFirst, zone)} – {date(fold.testLast, zone)}
                </td>
                <td className="num">{whole(fold.testRows)}</td>
                <td className="num">{number(fold.outOfSampleIc, 3)}</td>
                <td className="num faint">{number(fold.inSampleIc, 3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
