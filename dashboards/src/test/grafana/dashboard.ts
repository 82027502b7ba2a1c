// What Grafana saves of a dashboard, put together from its own types. They leave a plugin's part open (`unknown`):
// here it is filled in for the panels, queries, overrides and transformations that our dashboards may have, and what
// cannot be filled in is left out, so that it is refused. Grafana puts defaults where a dashboard says nothing; ours
// says what Grafana itself writes when it saves one: that is what Needs asks for.
import type { FieldMatcherID } from "@grafana/data/dist/types/transformations/matchers/ids";
import type { ReducerID } from "@grafana/data/dist/types/transformations/fieldReducer";
import type { DataTransformerID } from "@grafana/data/dist/types/transformations/transformers/ids";
import type { MergeTransformerOptions } from "@grafana/data/dist/types/transformations/transformers/merge";
import type { OrganizeFieldsTransformerOptions } from "@grafana/data/dist/types/transformations/transformers/organize";
import type { DataLink } from "@grafana/data/dist/types/types/dataLink";
import type * as schema from "@grafana/schema";
import type * as stat from "@grafana/schema/dist/types/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen";
import type * as table from "@grafana/schema/dist/types/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen";
import type * as timeseries from "@grafana/schema/dist/types/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen";
import type * as prometheus from "grafana-schema-10/dist/esm/raw/composable/prometheus/dataquery/x/PrometheusDataQuery_types.gen";
import type { Unit } from "./units";

type Needs<T, K extends keyof T> = Omit<T, K> & Required<Pick<T, K>>;

// 10.4 is the last release of @grafana/schema with Prometheus' queries. Grafana 12.1 has the same ones, but for the
// experimental `scope`, and reads `interval`, the least step, besides.
interface PrometheusQuery extends Omit<prometheus.PrometheusDataQuery, "datasource" | "scope"> {
  datasource?: schema.DataSourceRef;
  interval?: string;
}

// `label_values(…)`, as the editor of variables writes it.
interface PrometheusVariableQuery {
  qryType: 1;
  query: string;
  refId: string;
}

interface Variable extends Omit<schema.VariableModel, "query"> {
  query?: string | PrometheusVariableQuery;
}

// The data source adds properties of its own to Grafana's.
interface Annotation extends Omit<schema.AnnotationQuery, "target" | "snapshotData"> {
  target: PrometheusQuery;
  titleFormat?: string;
  textFormat?: string;
  tagKeys?: string;
  useValueForTime?: boolean;
}

type Link = Pick<DataLink, "title" | "url" | "targetBlank">;

interface Standard extends Omit<schema.FieldConfig, "custom" | "links" | "unit"> {
  links?: Link[];
  // Grafana takes any text for a unit, and shows what it does not know behind the number.
  unit?: Unit;
}

type PropertiesOf<T, Prefix extends string> = {
  [K in keyof T & string]-?: { id: `${Prefix}${K}`; value: Required<T>[K] };
}[keyof T & string];

interface Override<Custom> {
  matcher: { id: `${FieldMatcherID.byName | FieldMatcherID.byRegexp | FieldMatcherID.byFrameRefID}`; options: string };
  properties: Array<PropertiesOf<Standard, ""> | PropertiesOf<Custom, "custom.">>;
}

type Transformation = Omit<schema.DataTransformerConfig, "id" | "options" | "filter"> &
  (
    | { id: DataTransformerID.merge; options: MergeTransformerOptions }
    | { id: DataTransformerID.organize; options: OrganizeFieldsTransformerOptions }
  );

interface PanelOf<Type extends string, Options, Custom>
  extends Needs<
    Omit<schema.Panel, "type" | "options" | "fieldConfig" | "targets" | "transformations">,
    "id" | "title" | "gridPos" | "datasource"
  > {
  type: Type;
  options: Options;
  fieldConfig: {
    defaults: Standard & { custom?: Custom };
    overrides: Array<Override<Custom>>;
  };
  targets: PrometheusQuery[];
  transformations?: Transformation[];
}

interface TimeSeriesCustom extends timeseries.FieldConfig {}

interface TimeSeriesOptions extends Omit<timeseries.Options, "legend"> {
  legend: Omit<schema.VizLegendOptions, "calcs"> & { calcs: ReducerID[] };
}

interface StatOptions extends Omit<stat.Options, "reduceOptions"> {
  reduceOptions: Omit<schema.ReduceDataOptions, "calcs"> & { calcs: ReducerID[] };
}

interface TableCustom extends table.FieldConfig {}

interface TableOptions extends table.Options {}

interface TimeSeriesPanel extends PanelOf<"timeseries", TimeSeriesOptions, TimeSeriesCustom> {}

interface StatPanel extends PanelOf<"stat", StatOptions, {}> {}

interface TablePanel extends PanelOf<"table", TableOptions, TableCustom> {}

type Panel = TimeSeriesPanel | StatPanel | TablePanel;

export interface Dashboard
  extends Needs<
    Omit<schema.Dashboard, "panels" | "annotations" | "templating" | "snapshot">,
    "uid" | "title" | "time" | "links"
  > {
  panels: Panel[];
  annotations: { list: Annotation[] };
  templating: { list: Variable[] };
}
