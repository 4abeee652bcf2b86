"""The Chinese words and the signs of printed targets, by the part they play."""

from __future__ import annotations

from planckeck.model.target import Comparison
from planckeck.notation.tokens import Role

Row = tuple[tuple[Role, ...], Comparison | None, str]

COMPARISONS: tuple[Row, ...] = (
    (
        (Role.BEFORE,),
        Comparison.AT_LEAST,
        "≥ >= ≮ 不低于 不少于 不小于 不得低于 不得少于 不得小于 不应低于 不应少于 不应小于 不能低于 不能少于"
        " 不可低于 至少 最少 最低 起码 大于等于 大于或等于 大于或者等于 大于(等于) 高于或等于 等于或大于"
        " 等于或高于 达到或超过 达到或高于 达到或大于 达到或优于 达到和超过 不亚于",
    ),
    ((Role.BEFORE,), Comparison.ABOVE, "> 大于 高于 超过 多于 超 超出 突破 快于"),
    (
        (Role.BEFORE,),
        Comparison.AT_MOST,
        "≤ <= ≯ 不超过 不得超过 不应超过 不能超过 不可超过 不超 不超出 不高于 不得高于 不应高于 不能高于"
        " 不大于 不得大于 不应大于 不多于 不得多于 不突破 不得突破 不长于 不快于 最多 至多 最高 最大 最长"
        " 小于等于 小于或等于 小于或者等于 小于(等于) 低于或等于 少于或等于 等于或小于 等于或低于",
    ),
    ((Role.BEFORE,), Comparison.BELOW, "< 低于 小于 少于 不足 不到 不满 未满 短于"),
    ((Role.BEFORE,), Comparison.ABOUT, "≈ 约 大约 约为 约占 大致 大概 基本达到 基本达 基本保持 基本稳定在 基本维持"),
    ((Role.BEFORE,), Comparison.EQUAL, "= == 等于 恰好 正好"),
    (
        (Role.AFTER,),
        Comparison.AT_LEAST,
        "以上 及以上 及其以上 或以上 之上 及更高 或更高 及更多 或更多 含以上 (含)以上 (含)及以上 及以上(含)"
        " 以上(含) 以上(包含) 以上(含本数) (含本数)以上",
    ),
    ((Role.AFTER,), Comparison.ABOVE, "以上(不含) (不含)以上 以上(不含本数)"),
    (
        (Role.AFTER,),
        Comparison.AT_MOST,
        "以下 及以下 及其以下 或以下 之下 以内 之内 范围内 范围以内 及更低 或更低 含以下 (含)以下 (含)及以下"
        " 及以下(含) 以下(含) 以下(含本数) (含本数)以下 (含)以内 以内(含) 含以内",
    ),
    ((Role.AFTER,), Comparison.BELOW, "以下(不含) (不含)以下 以内(不含) 以下(不含本数)"),
    ((Role.AFTER,), Comparison.ABOUT, "左右 上下"),
    ((Role.AFTER, Role.WITHIN), Comparison.AT_MOST, "内"),
    ((Role.INCLUDED,), None, "(含) (含本数)"),
    (
        (Role.REACH,),
        Comparison.AT_LEAST,
        "达到并保持在 达到并稳定在 达到并维持在 达到并保持 达到 达 达至 达成 发展到 发展至 拓展到 拓展至 推进到",
    ),
    ((Role.HOLD,), None, "稳定在 保持在 维持在 保持到 保持 维持 巩固 稳定保持 持续保持 继续保持"),
    ((Role.HOLD, Role.STEADILY, Role.QUALITY), None, "稳定"),
    ((Role.CONTROL, Role.ISSUED), None, "控制 严格控制 严控 管控 限制 有效控制"),
    (
        (Role.NEVER,),
        Comparison.AT_LEAST,
        "不降低 不下降 不减少 不下滑 不降 不减 只增不减 只升不降 稳中不降 稳定不降 不缩小 不滑坡",
    ),
    ((Role.NEVER,), Comparison.AT_MOST, "不增加 不上升 不提高 不增长 不增 不升 只减不增 只降不升 不扩大 不反弹"),
    ((Role.NEVER,), Comparison.ABOVE, "正增长"),
    ((Role.NEVER,), Comparison.BELOW, "负增长"),
    ((Role.UNKNOWN,), None, "零增长"),
)

MOTIONS: tuple[Row, ...] = (
    ((Role.RISE,), None, "提高 增加 提升 扩大 上涨 上浮 升高 上调 延长 扩增 提高了 增加了 提升了 净增加 递增"),
    ((Role.RISE, Role.NOUN), None, "提高幅度 提升幅度 增加幅度 提高比例"),
    ((Role.RISE, Role.BAR, Role.NOUN), None, "增幅 涨幅 增长幅度"),
    ((Role.RISE, Role.ATTAINS), None, "上升 上升了 增长了 净增长 增 升 涨"),
    ((Role.RISE, Role.BAR, Role.ATTAINS), None, "增长"),
    ((Role.RISE, Role.BAR, Role.GROWTH, Role.NOUN), None, "增速 增长率 增长速度 平均增速"),
    ((Role.RISE, Role.YEARLY), None, "年提高 年增加 年提升 年上升 年递增 年增"),
    ((Role.RISE, Role.YEARLY, Role.ATTAINS), None, "年增长"),
    ((Role.RISE, Role.YEARLY, Role.NOUN), None, "年增幅"),
    ((Role.RISE, Role.YEARLY, Role.GROWTH, Role.NOUN), None, "年增速 年增长率 年增长速度"),
    ((Role.RISE, Role.ADDED), None, "净增"),
    ((Role.ADDED,), None, "新增 新增加 增设 增补"),
    (
        (Role.FALL,),
        None,
        "降低 减少 压减 缩小 回落 缩短 下调 压缩 削减 收窄 下浮 压降 减低 调减 减缓 放缓 趋缓 减 递减 降低了"
        " 减少了 缩短了 净减少 净减 精简",
    ),
    ((Role.FALL, Role.ATTAINS), None, "下降 下降了 下跌 降"),
    ((Role.FALL, Role.NOUN), None, "下降率 降低率 减少率 降幅 减幅 下降幅度 降低幅度 减少幅度 下降比例 降低比例"),
    ((Role.FALL, Role.YEARLY), None, "年降低 年减少 年递减 年降"),
    ((Role.FALL, Role.YEARLY, Role.NOUN), None, "年降幅 年下降率"),
    ((Role.FALL, Role.YEARLY, Role.ATTAINS), None, "年下降"),
    ((Role.RISE, Role.HIGHER), None, "高 高出 多 多出"),
    ((Role.FALL, Role.HIGHER), None, "低 少"),
    ((Role.YEARLY,), None, "每年 同比 每年度 每年均"),
    ((Role.YEARLY, Role.STEADILY), None, "逐年 连年"),
    ((Role.AVERAGE,), None, "年均 年平均 平均每年 每年平均 年度平均"),
    ((Role.TOTAL,), None, "累计 累积 五年累计 三年累计 期内累计 五年共 期间累计"),
    ((Role.INTO, Role.RANGE, Role.BY), None, "到 至"),
    ((Role.INTO, Role.SKIP), None, "为"),
    ((Role.INTO,), None, "成 成为"),
)

TIMES: tuple[Row, ...] = (
    ((Role.AGAINST,), None, "比 较 同 以 相较 相较于 相比于 相对 相对于 较之 对比"),
    ((Role.AGAINST, Role.AND), None, "与"),
    (
        (Role.FORMER,),
        None,
        "上年 上年度 上一年 上一年度 去年 前一年 上年同期 去年同期 上年末 上年底 去年底 去年末 往年",
    ),
    (
        (Role.ORIGIN,),
        None,
        "基期 基准年 基期年 基期值 基准值 现状 现状值 基准期 现有 现有水平 规划基期 基年 规划初期 期初 规划基期年 现值",
    ),
    ((Role.SINCE,), None, "相比 相比较 基础上 的基础上 为基数 为基期 为基准 同期 同期相比 的水平上 水平上"),
    ((Role.FROM,), None, "从 由 自"),
    ((Role.BY,), None, "截至 截止 截止到 截至到 至迟"),
    (
        (Role.WHEN,),
        None,
        "年度 本年内 年底 年底前 年底以前 年末 年末前 年内 期末 末 底 期内 规划期末 规划期内 规划末期 末期"
        " 规划期 当年 今年 本年 本年度 全年 期间 时期 目标年 一年内 两年内 三年内 四年内 五年内 十年内 近期"
        " 远期 中期",
    ),
)

SIGNS: tuple[Row, ...] = (
    ((Role.COLON,), None, ":"),
    ((Role.DASH, Role.RANGE, Role.BLANK), None, "- — —— --"),
    ((Role.RANGE,), None, "~ ~~"),
    ((Role.BLANK,), None, r"/ \ 无 空 ——— ———— --- ---- 不设 不设目标 不作要求 不做要求 无要求 暂无"),
    ((Role.PLUS,), None, "+"),
    ((Role.PLUS,), Comparison.AT_LEAST, "+N +n"),
    ((Role.WIDTH,), None, "± +/- +-"),
    ((Role.OPEN,), None, "("),
    ((Role.CLOSE,), None, ")"),
    ((Role.TOTAL_OPEN,), None, "〔 ["),
    ((Role.TOTAL_CLOSE,), None, "〕 ]"),
    ((Role.NOTE,), None, "* ** *** # ## † ‡ ① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ ⑪ ⑫ ⑬ ⑭ ⑮ ⑯ ⑰ ⑱ ⑲ ⑳ ¹ ² ³ ⁴ ⁵ ⁶ ⁷ ⁸ ⁹ ⁰"),
    ((Role.STOP,), None, "。 . !"),
    ((Role.COMMA, Role.AND), None, ", 、"),
    ((Role.CLAUSE,), None, "; |"),
    ((Role.AND,), None, "和 及 以及 或 或者"),
    ((Role.ALSO,), None, "且 并 并且 而且 同时 但"),
    ((Role.ASIDE,), None, "其中 其中: 分别 分别为"),
    ((Role.BETWEEN,), None, "介于"),
    ((Role.AMONG,), None, "之间 区间 区间内 的区间 范围 的范围 之间的区间"),
)

PHRASES: tuple[Row, ...] = (
    (
        (Role.SKIP,),
        None,
        "在 于 力争 争取 确保 努力 力求 保证 原则上 均 都 各 总体 总体上 整体 整体上 全面 普遍 必须 要 应"
        " 应当 应该 需 需要 须 必 已 已经 将 也 率先 实际 拟 计划 预计 预期 力保 能够 了 呈 呈现 趋势 态势"
        " 势头 出现 全部 始终 长期 一直 再 再次 新 按期 按时 如期 顺利 及时 圆满 提前 共 共计 合计 总计"
        " 目标为 目标值为",
    ),
    ((Role.OF,), None, "的 之"),
    (
        (Role.STEADILY,),
        None,
        "持续 逐步 不断 稳步 逐渐 继续 连续 持续稳定 持续稳步 稳中有 稳中趋 稳中 稳中求 保持持续 保持稳定持续"
        " 保持稳步 连续多年",
    ),
    ((Role.SOMEWHAT,), None, "有所 略有 稍有"),
    (
        (Role.GREATLY,),
        None,
        "显著 明显 大幅 大幅度 进一步 较大幅度 较大 较快 快速 有效 切实 加快 极大 更加 更 较为 逐步显著",
    ),
    (
        (Role.DONE, Role.ACTION),
        None,
        "完成 建成 实现 建立 开展 设立 组建 有 创建成 创成 落实 建立健全 新建成 实现了 完成了 设置 已有 拥有"
        " 具备 启动 实施",
    ),
    (
        (Role.DONE,),
        None,
        "启用 投入使用 开工 竣工 通过验收 全面建立 全面完成 全部完成 全面建成 建成投用 建成并投入使用"
        " 建成投入使用 建成使用 建成运行 建成并投用 投用 投入运行 投入运营 开业 开诊 投产 开工建设 完工"
        " 完成建设 完成改造 开建 启动建设 建设完成 改造完成 成立 创建成功 挂牌 通过评审 通过评估 通过复审"
        " 通过复评 通过考核验收 通过国家验收 通过省级验收 通过认定 出台 印发 发布 上线 上线运行 正式运行 运行"
        " 到位 编制完成 制定出台 验收 验收合格 交付使用 交付 形成 达成目标 √ ✓ ✔ 全面实现 全面实施 全面启动"
        " 制定 建成开放 开放 建成并运行 建成并投入运行 完成验收 完成创建 完成编制 完成整合 完成组建 全面推开"
        " 推开 启动运行 完成搬迁 全面启用",
    ),
    ((Role.DONE, Role.SKIP), None, "是"),
    (
        (Role.ACTION,),
        None,
        "新建 建设 创建 培育 培养 引进 打造 新创建 新创建成 招聘 选派 配备 配置 提供 争创 改造 改建 扩建 举办"
        " 评选 培训 储备 投入 安排 新培育 新引进 申报 创建了 培养了 新改扩建 招录 发放 派出 建有 设有 配有"
        " 建好 推荐 命名",
    ),
    ((Role.FUZZY,), Comparison.ABOUT, "基本 基本上 大体 大体上"),
    ((Role.FUZZY,), None, "初步 部分 大部分"),
    ((Role.BETTERED,), None, "优于 好于 强于 不劣于"),
    (
        (Role.OWNER,),
        None,
        "国家 省 市 区 县 州 乡 镇 上级 全国 全省 全市 全区 全县 全州 中央 国务院 国际 世界 国内 省级 市级"
        " 区级 县级 国家级 省里 市里 我省 我市 本省 本市 部 部委 省委 省政府 市政府 政府 行业 全行业"
        " 地区生产总值 国内生产总值 生产总值 经济 社会 经济社会 财政收入 财政 一般公共预算收入 居民收入"
        " 城镇居民收入 农村居民收入 城镇居民人均可支配收入 居民人均可支配收入 人均可支配收入 地方财政收入"
        " 公共财政收入 财政经常性收入 经常性财政收入 财政支出 同级财政 物价 西部地区 东部地区 中部地区 西部"
        " 东部 中部 东北地区 周边 周边地区 发达国家 中等发达国家 规划 文件 方案 协议 责任书 部颁 部门 有关"
        " 相关 自治区 直辖市 省市 省市区 国家和省 国省 国家卫健委 国家卫生健康委 省卫健委 市卫健委 省厅 市委"
        " 区委 县委 主管部门 同期经济 西部省份 居民 社会平均 环境保护 法定 国标 省标 城镇居民 消费价格",
    ),
    (
        (Role.ISSUED,),
        None,
        "下达 下达的 试点 定 确定 规定 核定 分解 制定的 考核 年度 既定 批复 分配 分配的 分解下达 安排的 明确"
        " 明确的 提出 建设 控制性 相应 评审 评价 示范 创建 质量 下发 最新 排放 环境 环保 安全 统一 考核的"
        " 二级 三级 一级 甲等 乙等",
    ),
    (
        (Role.BAR,),
        None,
        "要求 标准 目标 目标值 任务 指标 平均水平 平均 平均数 平均值 均值 平均线 规范 任务数 目标数 控制数"
        " 控制目标 控制指标 考核目标 考核指标 目标任务 工作任务 任务目标 指标值 底线 红线 限额 限值 上限 下限"
        " 定额 计划数 下达数 同期水平 发展 发展水平 发展速度 达标 达标排放 控制线 要求值 标准值 标准线"
        " 目标要求 指标要求 增幅水平 指标任务 总体要求 执行 为准 同期增幅 同期增速 计划 计划任务 责任目标",
    ),
    ((Role.LEVEL, Role.BAR), None, "水平"),
    ((Role.TRAILING,), None, "达标 覆盖 完成 并保持 并稳定 并保持稳定"),
    (
        (Role.SAME,),
        None,
        "同步 同步增长 基本同步 相适应 相匹配 持平 基本持平 保持同步 一致 相当 同步提高 同步提升 保持一致"
        " 符合 满足 按 按照 待 同幅",
    ),
    (
        (Role.QUALITY,),
        None,
        "前列 第一方阵 第一梯队 领先 领先水平 先进水平 先进 先进行列 合理区间 合理范围 合理水平 合理 正常范围"
        " 正常区间 正常水平 正常 较低水平 较高水平 低水平 高水平 更高水平 较低 较高 适度 适度增长 适度水平"
        " 保持稳定 基本稳定 总体稳定 平稳 平稳运行 改善 优化 完善 健全 增强 加强 良好 优良 优秀 上游 上游水平"
        " 中上游 中上水平 中上游水平 中等水平 中等偏上水平 前茅 走在前列 位居前列 一流 一流水平 较好 满意"
        " 可控 有效遏制 得到有效控制 得到控制 视情提出 各年度视情提出 视情确定 动态平衡 基本平衡 稳中向好"
        " 稳中有进 稳中提质 趋于合理 保持平稳 最低水平 最好水平 最高水平 突破性进展 新突破 取得突破 均衡"
        " 均等化 中高速 中高速增长 较快增长 平稳增长 高质量 提质增效",
    ),
    ((Role.PLACED,), None, "位于 位居 进入 处于 走在 居 名列 跻身 得到 行列 之一 在全省 在全国 在全市"),
    ((Role.WHOLE,), Comparison.AT_LEAST, "全覆盖 全面覆盖 全部覆盖 全员覆盖 百分之百 百分百"),
)

FIGURES: tuple[tuple[tuple[Role, ...], Comparison | None, int, str], ...] = (
    ((Role.MULTIPLE, Role.RISE), Comparison.AT_LEAST, 100, "翻一番 翻番 翻1番 倍增 翻一倍 翻了一番 成倍增长 翻倍"),
    ((Role.MULTIPLE, Role.RISE), Comparison.AT_LEAST, 300, "翻两番 翻二番 翻2番"),
    ((Role.MULTIPLE, Role.RISE), Comparison.AT_LEAST, 700, "翻三番 翻3番"),
    ((Role.MULTIPLE, Role.FALL), Comparison.AT_LEAST, 50, "减半"),
    ((Role.FIGURE, Role.UNIT), None, 50, "一半 半数"),
    (
        (Role.FIGURE,),
        None,
        0,
        "零 零发生 零事故 零死亡 零感染 零输入 零新增 零报告 零伤亡 零差错 零发病 零案件 零投诉 清零 归零 动态清零",
    ),
    ((Role.TERM,), None, 2010, "十一五"),
    ((Role.TERM,), None, 2015, "十二五"),
    ((Role.TERM,), None, 2020, "十三五"),
    ((Role.TERM,), None, 2025, "十四五"),
    ((Role.TERM,), None, 2030, "十五五"),
)
