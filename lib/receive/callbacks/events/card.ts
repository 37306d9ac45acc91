import type { Happened, InApp, Many } from '../common';

// What members do with cards.

interface InCard extends InApp {
  EventKey: string;
  TaskId: string;
  CardType: string;
  /** Updates the card, once, within 72 h. */
  ResponseCode: string;
}

/** 模板卡片事件推送 {@link https://developer.work.weixin.qq.com/document/path/90240} */
export interface TemplateCardEvent extends InCard {
  Event: 'template_card_event';
  SelectedItems?: { SelectedItem: Many<{ QuestionKey: string; OptionIds: { OptionId: Many<string> } }> };
}

/** 通用模板卡片右上角菜单事件推送 {@link https://developer.work.weixin.qq.com/document/path/90240} */
export interface TemplateCardMenuEvent extends InCard {
  Event: 'template_card_menu_event';
}

/** 任务卡片事件推送 {@link https://developer.work.weixin.qq.com/document/path/90240} Of older times. */
export interface TaskcardClickEvent extends Happened {
  Event: 'taskcard_click';
  EventKey: string;
  TaskId: string;
  /** So written. */
  AgentId: string;
}

/** By Event. */
export interface CardEvents {
  template_card_event: TemplateCardEvent;
  template_card_menu_event: TemplateCardMenuEvent;
  taskcard_click: TaskcardClickEvent;
}
