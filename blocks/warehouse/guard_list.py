"""What a query may be made of. What is not here is refused; whoever adds something asks first what it can read."""

from sqlglot import exp

# Clauses, operators and literals.
_PLAIN: tuple[type[exp.Expr], ...] = (
    exp.Select, exp.Union, exp.Except, exp.Intersect, exp.Subquery, exp.With, exp.CTE, exp.From, exp.Join, exp.Table,
    exp.TableAlias, exp.Where, exp.Group, exp.Having, exp.Order, exp.Ordered, exp.Limit, exp.Offset, exp.Distinct,
    exp.Qualify, exp.Window, exp.WindowSpec, exp.Filter, exp.WithinGroup, exp.IgnoreNulls, exp.RespectNulls, exp.Alias,
    exp.Column, exp.Identifier, exp.Star, exp.Literal, exp.Boolean, exp.Null, exp.Var, exp.Paren, exp.Tuple,
    exp.And, exp.Or, exp.Not, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.NullSafeNEQ,
    exp.Is, exp.In, exp.Between, exp.Like, exp.ILike, exp.Exists, exp.Any, exp.All, exp.Add, exp.Sub, exp.Mul, exp.Div,
    exp.IntDiv, exp.Mod, exp.Pow, exp.Neg, exp.DPipe, exp.Case, exp.If, exp.Cast, exp.TryCast, exp.DataType,
    exp.DataTypeParam, exp.Interval, exp.IntervalSpan, exp.Values, exp.Cube, exp.Rollup, exp.GroupingSets, exp.Escape,
)  # fmt: skip
_AGGREGATES: tuple[type[exp.Expr], ...] = (
    exp.Count, exp.CountIf, exp.Sum, exp.Avg, exp.Min, exp.Max, exp.Median, exp.Quantile, exp.PercentileCont,
    exp.PercentileDisc, exp.Stddev, exp.StddevPop, exp.StddevSamp, exp.Variance, exp.VariancePop, exp.Corr,
    exp.GroupConcat, exp.AnyValue, exp.ArgMax, exp.ArgMin, exp.First, exp.Last, exp.LogicalAnd, exp.LogicalOr,
    exp.ApproxDistinct, exp.Mode, exp.RegrSlope,
)  # fmt: skip
_WINDOW: tuple[type[exp.Expr], ...] = (
    exp.RowNumber, exp.Rank, exp.DenseRank, exp.PercentRank, exp.CumeDist, exp.Ntile, exp.Lag, exp.Lead,
    exp.FirstValue, exp.LastValue, exp.NthValue,
)  # fmt: skip
_VALUES: tuple[type[exp.Expr], ...] = (
    exp.Abs, exp.Round, exp.Ceil, exp.Floor, exp.Sqrt, exp.Ln, exp.Log, exp.Exp, exp.Sign, exp.Greatest, exp.Least,
    exp.Coalesce, exp.Nullif, exp.Lower, exp.Upper, exp.Trim, exp.Length, exp.Substring, exp.Left, exp.Right,
    exp.Concat, exp.Replace, exp.StrPosition, exp.StartsWith, exp.EndsWith, exp.Contains, exp.RegexpLike, exp.SplitPart,
    exp.CurrentDate, exp.CurrentTimestamp, exp.Date, exp.DateDiff, exp.DateTrunc, exp.TimestampTrunc, exp.DateAdd,
    exp.DateSub, exp.Extract, exp.TimeToStr, exp.StrToTime, exp.TsOrDsToDate, exp.Year, exp.Quarter, exp.Month,
    exp.Week, exp.Day, exp.DayOfWeek, exp.DayOfWeekIso, exp.Monthname, exp.Dayname, exp.WeekOfYear,
    exp.DayOfYear, exp.LastDay, exp.Initcap,
)  # fmt: skip
NODES = frozenset(_PLAIN + _AGGREGATES + _WINDOW + _VALUES)
# By name, where the parser has no class of its own for them.
FUNCTIONS = frozenset(
    {
        "today", "date_part", "datepart", "dayname", "monthname", "isodow", "weekday", "hour", "minute", "weekofyear",
        "yearweek", "mad", "entropy", "sem", "skewness", "kurtosis", "quantile_cont", "quantile_disc", "regr_slope",
        "covar_pop", "product", "ltrim", "rtrim", "lpad", "isfinite", "isnan", "trunc", "even",
    }
)  # fmt: skip
